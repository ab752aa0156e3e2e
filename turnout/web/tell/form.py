"""What the pages without sign-in ask."""

from django import forms
from django.utils.translation import gettext_lazy as _

from turnout.core.lib.cached_tables import cached_table
from turnout.incidents.models import IncidentType
from turnout.incidents.reporters.actions.reporters import CONTACT_LENGTH
from turnout.web.report.form import LONGEST, UNSURE


class TellForm(forms.Form):
    words = forms.CharField(
        label=_("What's going wrong?"),
        max_length=LONGEST,
        error_messages={
            "required": _("Say in a few words what is going wrong. One sentence is enough."),
            "max_length": _(
                "That is longer than fits. Send the first %(limit_value)s letters; add the rest later."
            ),
        },
    )
    type = forms.ModelChoiceField(IncidentType.objects.all(), required=False, to_field_name="key")
    place = forms.CharField(max_length=100, required=False)
    contact = forms.CharField(
        max_length=CONTACT_LENGTH,
        required=False,
        error_messages={
            "required": _("This page asks how to reach you. Only those who look first will see it.")
        },
    )
    private = forms.BooleanField(required=False)
    token = forms.RegexField(r"^[0-9A-Za-z]{1,40}$", required=False)
    since = forms.CharField(max_length=100, required=False)

    def said(self, name: str) -> str:
        """What was typed, for drawing it again: all of it, be it longer than fits."""
        return str(self.data.get(name, ""))

    @property
    def chosen_type(self) -> str:
        return self.said("type") or UNSURE

    @staticmethod
    def types() -> list[IncidentType]:
        return list(cached_table(IncidentType).values())


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Your receipt code"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    words = forms.CharField(max_length=LONGEST, required=False)
    felt_wrong = forms.IntegerField(required=False, min_value=1)  # the event that told them
    differently = forms.BooleanField(required=False)
    token = forms.RegexField(r"^[0-9A-Za-z]{1,40}$", required=False)
