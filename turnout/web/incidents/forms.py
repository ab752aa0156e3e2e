"""The small forms of an incident. They check shape; what may be done is the verbs' business."""

from datetime import timedelta
from typing import Any, cast

from django import forms
from django.db.models import Case, When
from django.utils.translation import gettext_lazy as _

from turnout.core.lib.cached_tables import cached_table
from turnout.core.lib.ids import new_id
from turnout.core.lib.uploads import Received, receive
from turnout.core.people.models import Team
from turnout.incidents.access.actions.proposals import REASON_LENGTH
from turnout.incidents.access.taking_two import closes_to
from turnout.incidents.definitions.lifecycles import counterpart, lifecycle_of, statuses_for
from turnout.incidents.definitions.models.labels import LABEL_CHOICES
from turnout.incidents.definitions.models.lifecycles import PATH, UNFINISHED_CATEGORIES
from turnout.incidents.models import Incident, IncidentType, Severity, Status, StatusCategory
from turnout.incidents.room.actions.erasing import WHY_LENGTH
from turnout.incidents.room.actions.talking import BODY_LENGTH
from turnout.incidents.room.actions.tasks import DESCRIPTION_LENGTH, TITLE_LENGTH
from turnout.web.forms import PersonField

NEXT_UPDATE = [
    ("", _("No promise")),
    ("15", _("In 15 minutes")),
    ("30", _("In 30 minutes")),
    ("60", _("In 1 hour")),
    ("120", _("In 2 hours")),
    ("240", _("In 4 hours")),
    ("1440", _("Tomorrow, same time")),
    ("10080", _("In a week")),
]


def area(rows: int, **attributes: str) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "maxlength": BODY_LENGTH, **attributes})


class WasMixin(forms.Form):
    """Carries what the page showed when the form was drawn, so that nothing is overwritten unseen."""

    was = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)


MOVABLE = [each for each in PATH if each not in (StatusCategory.MERGED, StatusCategory.TRIAGE)]


def _offer(field: forms.Field, statuses: list[Status]) -> None:
    """Offer these, in this order: a lifecycle is read from its beginning to its end."""
    in_order = Case(*(When(pk=each.pk, then=place) for place, each in enumerate(statuses)), default=0)
    queryset = Status.objects.filter(pk__in=[each.pk for each in statuses]).order_by(in_order)
    cast("forms.ModelChoiceField[Status]", field).queryset = queryset


class SeverityForm(WasMixin):
    severity = forms.ModelChoiceField(
        Severity.objects.all(), label=_("How bad is it?"), empty_label=None, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Why?"), required=False, max_length=500, help_text=_("Shown in the timeline.")
    )


class StatusForm(WasMixin):
    status = forms.ModelChoiceField(
        Status.objects.none(),
        label=_("Where are we?"),
        empty_label=None,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Why?"),
        required=False,
        max_length=2000,
        widget=area(2),
        help_text=_("Shown in the timeline."),
    )

    def __init__(self, *args: Any, incident: Incident, **options: Any) -> None:
        super().__init__(*args, **options)
        offered = statuses_for(incident.type, *MOVABLE)
        _offer(self.fields["status"], [*offered, *({incident.status} - set(offered))])


class NoteForm(forms.Form):
    note = forms.CharField(required=False, max_length=2000, widget=area(3))

    def __init__(self, *args: Any, asks: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["note"].label = asks


class ResolveForm(NoteForm):
    """Of one with streams that go on: whether they are over, too."""

    streams = forms.ChoiceField(choices=[("too", ""), ("go_on", "")], required=False)


class NameForm(WasMixin):
    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 200, "class": "is-one-line"}),
    )


class SummaryForm(WasMixin):
    summary = forms.CharField(
        label=_("What should somebody know who reads only this?"),
        required=False,
        max_length=20_000,
        widget=area(8),
        help_text=_("What we know, who is affected, what we're doing. Markdown works."),
    )


class TypeForm(WasMixin):
    """Which kind; and, where the chosen one has other steps, at which of them it is."""

    type = forms.ModelChoiceField(
        IncidentType.objects.all(),
        label=_("What kind of trouble is it?"),
        empty_label=None,
        widget=forms.RadioSelect,
    )
    status = forms.ModelChoiceField(
        Status.objects.filter(is_retired=False),
        label=_("This kind has steps of its own. Where is it?"),
        required=False,
        empty_label=None,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, incident: Incident, **options: Any) -> None:
        super().__init__(*args, **options)
        self.incident = incident
        self.steps: list[Status] = []
        kinds = cached_table(IncidentType).values()
        self.closing = {each.pk for each in kinds if closes_to(incident, each)}

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        kind, was, chosen = said.get("type"), self.incident.status, said.get("status")
        said["status"] = None
        if kind is not None and was.lifecycle_id != lifecycle_of(kind):
            self.steps = statuses_for(kind, was.category)
            said["status"] = chosen if chosen in self.steps else None
            # The history of what has ended needs no answer; a single step there is answers itself.
            if said["status"] is None and was.category in UNFINISHED_CATEGORIES and len(self.steps) > 1:
                self.nearest = counterpart(was, lifecycle_of(kind)).pk
                self.add_error("status", _("Choose the step that fits best."))
        return said


class RoleForm(WasMixin):
    person = PersonField(label=_("Or choose someone"))

    def __init__(self, *args: Any, holds: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if holds:
            self.fields["person"].label = _("Hand it over to")


class InsiderForm(forms.Form):
    """One person or one team."""

    person = PersonField(label=_("Let someone in"), required=False)
    team = forms.ModelChoiceField(
        Team.objects.all(), label=_("Or a whole team"), required=False, empty_label=_("No team")
    )

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if not self.errors and bool(said.get("person")) == bool(said.get("team")):
            self.add_error(None, _("Choose one person or one team."))
        return said


class ExclusionForm(InsiderForm):
    person = PersonField(label=_("Keep someone out"), required=False)
    reason = forms.CharField(
        label=_("Why?"),
        max_length=REASON_LENGTH,
        help_text=_("A line is enough. It's kept, and read by whoever has to agree."),
    )


class LabelForm(WasMixin):
    label = forms.ChoiceField(choices=LABEL_CHOICES)
    reason = forms.CharField(label=_("Why?"), max_length=REASON_LENGTH, required=False)
    team = forms.ModelMultipleChoiceField(
        Team.objects.all(),
        label=_("Teams that come in"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class MarksForm(forms.Form):
    privileged = forms.BooleanField(
        label=_("Privileged"),
        required=False,
        help_text=_("Written at counsel's request. Pages, mails and exports of it say so."),
    )
    no_tipping_off = forms.BooleanField(
        label=_("No tipping-off"),
        required=False,
        help_text=_(
            "Whom it is about must not learn that it exists: no list, mail or export carries a word of it, "
            "and nobody can ask to see it."
        ),
    )
    reason = forms.CharField(
        label=_("Why?"),
        max_length=REASON_LENGTH,
        required=False,
        help_text=_("Required only if you take one off: that takes a second person."),
    )


class SentOnceMixin(forms.Form):
    """Carries which filled-in form this is, so that sending it again after a lost answer doubles nothing."""

    token = forms.RegexField(
        r"^[0-9A-Za-z]{1,40}$",
        required=False,
        initial=new_id,
        widget=forms.HiddenInput(attrs={"autocomplete": "off", "id": False}),  # one page may hold two
    )


class MessageForm(SentOnceMixin):
    body = forms.CharField(
        label=_("Message"),
        max_length=BODY_LENGTH,
        widget=area(2, placeholder=_("Write to everyone here. @ mentions someone.")),  # type: ignore[arg-type]
    )


class RoomForm(MessageForm):
    with_name = forms.BooleanField(required=False, widget=forms.HiddenInput)


class UpdateForm(SentOnceMixin):
    body = forms.CharField(
        label=_("What does everybody need to know?"),
        max_length=BODY_LENGTH,
        widget=area(5),
        help_text=_(
            "What we know · what we're doing · what happens next. Plain words; no need to be complete."
        ),
    )
    status = forms.ModelChoiceField(
        Status.objects.none(),
        label=_("Status"),
        required=False,
        empty_label=_("As it is"),
    )
    severity = forms.ModelChoiceField(
        Severity.objects.all(), label=_("Severity"), required=False, empty_label=_("As it is")
    )
    next_in = forms.TypedChoiceField(
        choices=NEXT_UPDATE,
        label=_("Next update"),
        required=False,
        coerce=lambda minutes: timedelta(minutes=int(minutes)),
        empty_value=None,
        help_text=_("A promise calms people. Turnout reminds you, and shows when it's late."),
    )

    def __init__(self, *args: Any, incident: Incident, **options: Any) -> None:
        super().__init__(*args, **options)
        meant = StatusCategory.LIVE, StatusCategory.PAUSED, StatusCategory.LEARNING
        _offer(self.fields["status"], statuses_for(incident.type, *meant))


class TaskForm(SentOnceMixin):
    title = forms.CharField(
        label=_("What is to be done?"),
        max_length=TITLE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": TITLE_LENGTH, "class": "is-one-line"}),
    )
    description = forms.CharField(
        label=_("More about it"),
        max_length=DESCRIPTION_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    owner = PersonField(label=_("Who does it?"), required=False)
    due_on = forms.DateField(
        label=_("Until when?"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )


class LinkForm(SentOnceMixin):
    url = forms.CharField(
        label=_("Address"), max_length=2000, widget=forms.URLInput(attrs={"placeholder": "https://"})
    )
    title = forms.CharField(label=_("What is it?"), max_length=200, required=False)


class FileForm(SentOnceMixin):
    file = forms.FileField(label=_("File"), allow_empty_file=False)

    def clean_file(self) -> Received:
        return receive(self.cleaned_data["file"])


class ReviewDocumentForm(forms.Form):
    address = forms.CharField(
        label=_("Address"), max_length=2000, widget=forms.URLInput(attrs={"placeholder": "https://"})
    )


class ReviewForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    body = forms.CharField(
        label=_("Review"),
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 24, "maxlength": 100_000}),
        help_text=_("Write what happened, not who. Markdown works."),
    )
    why = forms.CharField(
        label=_("What did you change, and why?"),
        max_length=WHY_LENGTH,
        required=False,
        help_text=_("Shown beside this version. Whoever wrote or published the review will be told."),
    )
