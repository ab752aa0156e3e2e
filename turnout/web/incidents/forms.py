"""The small forms of an incident. They check shape; what may be done is the verbs' business."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from turnout.core.lib.ids import new_id
from turnout.core.lib.uploads import Received, receive
from turnout.incidents.actions.talking import BODY_LENGTH
from turnout.incidents.actions.tasks import TITLE_LENGTH
from turnout.incidents.models import IncidentType, Severity, Status, StatusCategory
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


class SeverityForm(WasMixin):
    severity = forms.ModelChoiceField(
        Severity.objects.all(), label=_("How bad is it?"), empty_label=None, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Why?"), required=False, max_length=500, help_text=_("Shown in the timeline.")
    )


class StatusForm(WasMixin):
    status = forms.ModelChoiceField(
        Status.objects.exclude(category__in=[StatusCategory.MERGED, StatusCategory.TRIAGE]),
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


class NoteForm(forms.Form):
    note = forms.CharField(required=False, max_length=2000, widget=area(3))

    def __init__(self, *args: Any, asks: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["note"].label = asks


class ChosenIncidentForm(forms.Form):
    """Which one: chosen from those that look alike, or its number."""

    into = forms.RegexField(
        r"^\s*(?i:inc-?)?\s*[0-9]{1,9}\s*$",
        label=_("Or its number"),
        required=False,
        max_length=20,
        help_text=_("Such as INC-42."),
    )
    alike = forms.RegexField(r"^[0-9]{1,9}$", required=False, max_length=9)

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        digits = "".join(each for each in said.get("into") or said.get("alike") or "" if each.isdigit())
        if not digits and not self.errors:
            self.add_error(None, _("Choose one, or type its number."))
        return {**said, "number": int(digits) if digits else 0}


class MergeForm(ChosenIncidentForm):
    note = forms.CharField(label=_("Why are they the same?"), required=False, max_length=2000, widget=area(2))


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
    type = forms.ModelChoiceField(
        IncidentType.objects.all(),
        label=_("What kind of trouble is it?"),
        empty_label=None,
        widget=forms.RadioSelect,
    )


class RoleForm(WasMixin):
    person = PersonField(label=_("Or choose someone"))

    def __init__(self, *args: Any, holds: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if holds:
            self.fields["person"].label = _("Hand it over to")


class PersonForm(forms.Form):
    person = PersonField(label=_("Let someone in"))


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
        Status.objects.filter(
            category__in=[StatusCategory.LIVE, StatusCategory.PAUSED, StatusCategory.LEARNING]
        ),
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


class TaskForm(forms.Form):
    title = forms.CharField(
        label=_("What is to be done?"),
        max_length=TITLE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": TITLE_LENGTH, "class": "is-one-line"}),
    )
    owner = PersonField(label=_("Who does it?"), required=False)
    due_on = forms.DateField(
        label=_("Until when?"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )


class LinkForm(forms.Form):
    url = forms.CharField(
        label=_("Address"), max_length=2000, widget=forms.URLInput(attrs={"placeholder": "https://"})
    )
    title = forms.CharField(label=_("What is it?"), max_length=200, required=False)


class FileForm(forms.Form):
    file = forms.FileField(label=_("File"), allow_empty_file=False)

    def clean_file(self) -> Received:
        return receive(self.cleaned_data["file"])


class ReviewForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    body = forms.CharField(
        label=_("Review"),
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 24, "maxlength": 100_000}),
        help_text=_("Write what happened, not who. Markdown works."),
    )
