"""What the report page asks: one sentence. Everything else may stay as it is."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from turnout.core.lib.ids import new_id
from turnout.incidents.models import IncidentType, Severity

LONGEST = 10_000
UNSURE = "unsure"
LOUD = "normal"
QUIET = "quiet"


class ReportForm(forms.Form):
    words = forms.CharField(
        label=_("What's going wrong?"),
        max_length=LONGEST,
        error_messages={
            "required": _("Say in a few words what is going wrong. One sentence is enough."),
            "max_length": _(
                "That is longer than fits. Send the first %(limit_value)s letters; the room takes the rest."
            ),
        },
    )
    type = forms.ModelChoiceField(IncidentType.objects.all(), required=False, to_field_name="key")
    severity = forms.ModelChoiceField(Severity.objects.all(), required=False, to_field_name="rank")
    place = forms.CharField(label=_("Where?"), max_length=100, required=False)
    private = forms.BooleanField(required=False)
    hearing = forms.ChoiceField(choices=[(LOUD, _("Tell them now")), (QUIET, _("Quietly"))], required=False)
    token = forms.RegexField(r"^[0-9A-Za-z]{1,40}$", required=False)

    @classmethod
    def blank(cls, **initial: Any) -> "ReportForm":
        return cls(initial={"type": UNSURE, "hearing": LOUD, "token": new_id(), **initial})
