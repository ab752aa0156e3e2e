"""Forms: the questions asked on each occasion, the standard ones and those of types with their own."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from turnout.core.conditions import InvalidConditions, parse
from turnout.core.lib.cached_tables import cached_table
from turnout.core.people.permissions import Permission
from turnout.incidents.errors import NotPossible
from turnout.incidents.fields.actions.forms import add_element, give_own_form, remove_own_form
from turnout.incidents.fields.models.forms import CUSTOM, Input, Required, inputs_of
from turnout.incidents.fields.scope import INCIDENT_SCOPE
from turnout.incidents.models import CustomField, FormElement, IncidentForm, IncidentType, Occasion
from turnout.web.guard import SignedInRequest, guard
from turnout.web.settings.responses import removed, settled

OCCASIONS: dict[str, tuple[Promise, Promise, str]] = {
    Occasion.DECLARE: (_("Reporting"), _("Right below the incident type on the report page"), "megaphone"),
    Occasion.ACCEPT: (_("Accepting"), _("When triage accepts it as an incident"), "circle-check"),
    Occasion.UPDATE: (_("Updating"), _("With every update posted"), "radio"),
    Occasion.RESOLVE: (_("Resolving"), _("When it's resolved"), "circle-check-big"),
    Occasion.RETROSPECTIVE: (
        _("Reporting after the fact"),
        _("When it's over before it's reported. Without questions here, those for reporting are asked"),
        "history",
    ),
}
FROM_THE_MENU = _("Filled in when needed, from an incident's menu")
INPUT_WORDS = {Input.SEVERITY: _("Severity"), Input.PLACE: _("Location"), Input.SUMMARY: _("Summary")}


@dataclass(frozen=True)
class Drawn:
    """An element as its row says it."""

    element: FormElement
    needed: str
    shown: str  # empty: always

    @property
    def name(self) -> str:
        return words_of(self.element)


def words_of(element: FormElement) -> str:
    """What it asks, as its list says it."""
    return element.field.name if element.field else str(INPUT_WORDS[Input(element.asks)])


@guard(Permission.SETTINGS_MANAGE)
def overview(request: SignedInRequest) -> HttpResponse:
    """All occasions: the standard form, types that have their own, and custom forms."""
    elements = [each for each in FormElement.objects.all() if each.form]
    forms = list(IncidentForm.objects.all())

    def row(occasion: str) -> dict[str, Any]:
        title, when, icon = told_of(occasion)
        here = [each for each in forms if each.occasion == occasion]
        asked = [words_of(each) for each in elements if each.form in here and each.form.type_id is None]
        own = [each.type for each in here if each.type]
        return {"key": occasion, "title": title, "when": when, "icon": icon, "asked": asked, "own": own}

    custom = sorted((each.name.casefold(), each.occasion) for each in forms if each.is_custom and each.name)
    context = {
        "occasions": [row(each) for each in OCCASIONS],
        "custom": [row(occasion) for _name, occasion in custom],
    }
    return render(request, "settings/forms.html", context)


@guard(Permission.SETTINGS_MANAGE)
def show(request: SignedInRequest, occasion: str, kind: str = "") -> HttpResponse:
    """What one form asks, in its order."""
    return _page(request, occasion, _type(kind))


@guard(Permission.SETTINGS_MANAGE, methods=("POST",))
def add(request: SignedInRequest, occasion: str, kind: str = "") -> HttpResponse:
    """Ask one thing more: a field by its id, or an input by its name."""
    asked, type = request.POST.get("asked", ""), _type(kind)
    field = CustomField.objects.filter(pk=asked, is_active=True).first()
    try:
        element = add_element(occasion, type=type, field=field, asks="" if field else asked, by=request.user)
    except NotPossible as error:
        return _page(request, occasion, type, refused=str(error))
    return redirect("form_element", element.pk)


@guard(Permission.SETTINGS_MANAGE, methods=("POST",))
def give_own(request: SignedInRequest, occasion: str) -> HttpResponse:
    """Give a type its own form on this occasion, beginning as the standard one."""
    type = get_object_or_404(IncidentType, key=request.POST.get("kind", ""))
    told_of(occasion)
    give_own_form(occasion, type, by=request.user)
    return redirect("own_form", occasion, type.key)


@guard(Permission.SETTINGS_MANAGE, methods=("POST",))
def remove_own(request: SignedInRequest, occasion: str, kind: str) -> HttpResponse:
    """The type is asked what all are asked again."""
    form = get_object_or_404(IncidentForm, occasion=occasion, type__key=kind)
    return settled(
        request,
        lambda: remove_own_form(form, by=request.user),
        then=lambda made: removed("incident_form", occasion),
    )


def address(form: IncidentForm) -> str:
    """The page of this form."""
    if form.type is None:
        return reverse("incident_form", args=[form.occasion])
    return reverse("own_form", args=[form.occasion, form.type.key])


def told_of(occasion: str) -> tuple[str, str, str]:
    """What the form of an occasion is called, when it is shown, and its icon."""
    if occasion in OCCASIONS:
        title, when, icon = OCCASIONS[occasion]
        return str(title), str(when), icon
    custom = custom_form(occasion)
    return custom.name, custom.description or str(FROM_THE_MENU), "clipboard-list"


def custom_form(occasion: str) -> IncidentForm:
    """The custom form of this occasion, or 404."""
    return get_object_or_404(IncidentForm, occasion=occasion, occasion__startswith=CUSTOM, type=None)


def _type(kind: str) -> IncidentType | None:
    return get_object_or_404(IncidentType, key=kind) if kind else None


def _page(
    request: SignedInRequest, occasion: str, type: IncidentType | None, refused: str = ""
) -> HttpResponse:
    title, when, _icon = told_of(occasion)
    form = IncidentForm.objects.filter(occasion=occasion, type=type).first()
    if type is not None and form is None:
        raise Http404
    elements = list(FormElement.objects.filter(form=form)) if form else []
    asked = {each.field_id or each.asks for each in elements}
    own = IncidentForm.objects.filter(occasion=occasion, type__isnull=False)
    with_own = [each.type for each in own if each.type]
    inputs = [(each.value, words) for each, words in INPUT_WORDS.items() if each in inputs_of(occasion)]
    context = {
        "occasion": occasion,
        "title": title,
        "when": when,
        "type": type,
        "is_custom": occasion not in OCCASIONS,
        "elements": [_drawn(each) for each in elements],
        "fields": [each for each in CustomField.objects.filter(is_active=True) if each.pk not in asked],
        "inputs": [(key, words) for key, words in inputs if key not in asked],
        "with_own": with_own,
        "without_own": [each for each in cached_table(IncidentType).values() if each not in with_own],
        "refused": refused,
    }
    return render(request, "settings/form.html", context, status=409 if refused else 200)


def _drawn(element: FormElement) -> Drawn:
    needed = {
        Required.NEVER: str(_("Optional")),
        Required.ALWAYS: str(_("Required")),
        Required.IF: str(_("Required if %(conditions)s") % {"conditions": _said(element.required_if)}),
    }
    shown = _("Only if %(conditions)s") % {"conditions": _said(element.show_if)} if element.show_if else ""
    return Drawn(element, needed[Required(element.required)], str(shown))


def _said(data: list[object]) -> str:
    try:
        return str(parse(data, INCIDENT_SCOPE))
    except InvalidConditions:
        return str(_("something that no longer exists"))
