"""Changing the words everyone here shares: one small page for each type, severity, status, role …"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render, resolve_url
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from turnout.core.people.permissions import Permission
from turnout.incidents.definitions.actions.definitions import (
    NEEDED,
    add_definition,
    change_definition,
    move_definition,
    remove_definition,
)
from turnout.incidents.definitions.models.labels import LABEL_MEANINGS, LABEL_NAMES, OPEN
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.actions.status_moves import remove_status
from turnout.incidents.models import (
    Discipline,
    Duration,
    IncidentForm,
    IncidentType,
    Occasion,
    Role,
    Severity,
    Status,
    StatusCategory,
    Timestamp,
)
from turnout.web.guard import SignedInRequest, guard
from turnout.web.settings.responses import moved, removed, saved
from turnout.web.settings.timestamp_forms import OFFERED, DurationForm, TimestampForm, at_least, explained

ICONS = (
    "wrench server monitor smartphone plug wifi database shield key-round lock fingerprint-pattern "
    "user-round-x truck package warehouse store utensils bike snowflake flame heart-pulse hard-hat "
    "siren stethoscope banknote receipt credit-card scale gavel file-text newspaper megaphone "
    "message-circle handshake users-round building-2 lightbulb droplets thermometer map-pin "
    "calendar-clock leaf star circle-question-mark"
).split()


NEEDED_IN = (
    StatusCategory.TRIAGE,
    StatusCategory.LIVE,
    StatusCategory.PAUSED,
    StatusCategory.LEARNING,
)


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class SeverityForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=60)
    meaning = forms.CharField(
        label=_("When is it this severe?"),
        max_length=300,
        widget=_area(2),
        help_text=_("In words that fit people, money, service and law alike."),
    )


class StatusForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=60)
    meaning = forms.CharField(label=_("What does it mean?"), max_length=300, required=False, widget=_area(2))


class NewStatusForm(StatusForm):
    category = forms.ChoiceField(
        label=_("Status category"),
        choices=explained(OFFERED),
        initial=StatusCategory.LIVE.value,
        help_text=_("You can't change this later: lists, timers and messages depend on it."),
    )


class WithIcon(forms.Form):
    """A word with a picture: one of ours, or the one it has."""

    icon = forms.ChoiceField(label=_("Icon"), widget=forms.RadioSelect)

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        present = (self.initial or {}).get("icon")
        offered = ICONS if present in ICONS or not present else [present, *ICONS]
        self.fields["icon"].choices = [(icon, icon) for icon in offered]  # type: ignore[attr-defined]
        self.order_fields([*(name for name in self.fields if name != "icon"), "icon"])


class DisciplineForm(WithIcon):
    name = forms.CharField(
        label=_("Name"), max_length=100, help_text=_("What people call it: Engineering, Wards, The kitchen.")
    )


class TypeForm(WithIcon):
    invitation = forms.CharField(
        label=_("What would a worried person say?"),
        max_length=100,
        help_text=_("Shown on the report page: Someone's data, A fridge is warm."),
    )
    hint = forms.CharField(label=_("Examples"), max_length=200, required=False, widget=_area(2))
    name = forms.CharField(label=_("Name in lists"), max_length=100)
    discipline = forms.ModelChoiceField(
        Discipline.objects.all(), label=_("Department"), required=False, empty_label=_("None yet")
    )
    starts_as = forms.ChoiceField(
        label=_("Who can see a new incident of this type?"),
        choices=[
            (key, format_lazy("{}: {}", name, LABEL_MEANINGS[key])) for key, name in LABEL_NAMES.items()
        ],
        initial=OPEN,
        widget=forms.RadioSelect,
        help_text=_("The reporter can see it too, and is shown who else can before sending."),
    )
    urgent_note = forms.CharField(
        label=_("What should people know first?"),
        max_length=200,
        required=False,
        help_text=_("Shown as soon as someone chooses this type: Call for help first; this can wait."),
    )


class RoleForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=60)
    instructions = forms.CharField(
        label=_("What does this role do?"),
        max_length=2000,
        required=False,
        widget=_area(5),
        help_text=_("Only shown to the person who takes the role. Start with the first thing to do."),
    )
    needed_in = forms.MultipleChoiceField(
        label=_("When should someone hold it?"),
        required=False,
        choices=explained(NEEDED_IN),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The incident will then politely ask until someone takes it."),
    )
    needed_from = forms.TypedChoiceField(
        label=_("How severe must the incident be?"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["needed_from"].choices = at_least()  # type: ignore[attr-defined]


@dataclass(frozen=True)
class DefinitionPage:
    """One sort of word, and its page."""

    model: type[Any]
    form: type[forms.Form]
    title: Promise
    first: Callable[[], dict[str, Any]] = dict
    new_form: type[forms.Form] | None = None  # None: there can't be another one
    more: Promise | str = ""  # what a new one is called

    @property
    def fields(self) -> list[str]:
        return list(self.form.base_fields)


KINDS = {
    "severities": DefinitionPage(Severity, SeverityForm, _("Severities")),
    "statuses": DefinitionPage(
        Status, StatusForm, _("Statuses"), new_form=NewStatusForm, more=_("New status")
    ),
    "incident-types": DefinitionPage(
        IncidentType,
        TypeForm,
        _("Incident types"),
        first=lambda: {"icon": "circle-question-mark"},
        new_form=TypeForm,
        more=_("New incident type"),
    ),
    "departments": DefinitionPage(
        Discipline,
        DisciplineForm,
        _("Departments"),
        first=lambda: {"icon": "building-2"},
        new_form=DisciplineForm,
        more=_("New department"),
    ),
    "timestamps": DefinitionPage(
        Timestamp, TimestampForm, _("Timestamps"), new_form=TimestampForm, more=_("New timestamp")
    ),
    "durations": DefinitionPage(
        Duration, DurationForm, _("Durations"), new_form=DurationForm, more=_("New duration")
    ),
    "roles": DefinitionPage(Role, RoleForm, _("Roles"), new_form=RoleForm, more=_("New role")),
}


ARRANGED = ("incident-types", "roles", "departments")
TIMES = ("timestamps", "durations")


def _kind(name: str) -> DefinitionPage:
    if name not in KINDS:
        raise Http404
    return KINDS[name]


@guard(Permission.SETTINGS_MANAGE, methods=("GET", "POST"))
def new(request: SignedInRequest, name: str) -> HttpResponse:
    kind = _kind(name)
    if kind.new_form is None:
        raise Http404
    form = kind.new_form(request.POST or None, initial=kind.first())
    if form.is_valid():
        try:
            add_definition(kind.model, **form.cleaned_data, by=request.user)
            return saved(*_home(name, None))
        except NotPossible as error:
            form.add_error(None, str(error))
    return _page(request, name, form)


@guard(Permission.SETTINGS_MANAGE, methods=("GET", "POST"))
def show(request: SignedInRequest, name: str, id: str) -> HttpResponse:
    kind = _kind(name)
    found = get_object_or_404(kind.model, pk=id)
    form = kind.form(request.POST or None, initial={each: getattr(found, each) for each in kind.fields})
    if form.is_valid():
        try:
            change_definition(found, **form.cleaned_data, by=request.user)
            return saved(*_home(name, found))
        except NotPossible as error:
            form.add_error(None, str(error))
    return _page(request, name, form, found=found)


@guard(Permission.SETTINGS_MANAGE, methods=("POST",))
def place(request: SignedInRequest, name: str, id: str) -> HttpResponse:
    if name not in ARRANGED:
        raise Http404
    found = get_object_or_404(KINDS[name].model, pk=id)
    move_definition(found, up=request.POST.get("to") == "up", by=request.user)
    return moved("kinds", name, at=f"kind-{found.pk}")


@guard(Permission.SETTINGS_MANAGE, methods=("POST",))
def removal(request: SignedInRequest, name: str, id: str) -> HttpResponse:
    kind = _kind(name)
    found = get_object_or_404(kind.model, pk=id)
    try:
        (remove_status if isinstance(found, Status) else remove_definition)(found, by=request.user)
    except NotPossible as error:
        form = kind.form(initial={each: getattr(found, each) for each in kind.fields})
        return _page(request, name, form, found=found, refused=str(error))
    return removed(*_home(name, found))


def _page(
    request: SignedInRequest, name: str, form: forms.Form, found: Any = None, refused: str = ""
) -> HttpResponse:
    kind = _kind(name)
    context = {
        "form": form,
        "name": name,
        "title": kind.title,
        "more": kind.more,
        "found": found,
        "refused": refused,
        "home": resolve_url(*_home(name, found)),
        "steps": found.lifecycle if isinstance(found, Status) else None,
        "own_form": isinstance(found, IncidentType) and _has_own_form(found),
        "can_go": found is not None and kind.new_form is not None and not _is_needed(found),
    }
    status = 409 if refused else 422 if form.is_bound else 200
    return render(request, "settings/kind.html", context, status=status)


def _home(name: str, found: Any) -> tuple[str, ...]:
    """The page it stands on: the name of its address, and what that takes."""
    if isinstance(found, Status):
        return "lifecycle", str(found.lifecycle_id)
    return ("times_settings",) if name in TIMES else ("kinds", name)


def _has_own_form(kind: IncidentType) -> bool:
    return IncidentForm.objects.filter(type=kind, occasion=Occasion.DECLARE).exists()


def _is_needed(found: Any) -> bool:
    return bool(getattr(found, "key", "") == NEEDED.get(type(found)))
