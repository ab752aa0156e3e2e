"""What making a team, and joining one, ask for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from turnout.web.forms import PersonField


class TeamForm(forms.Form):
    """What a team is called and what it is for."""

    name = forms.CharField(label=_("Name"), max_length=200)
    purpose = forms.CharField(
        label=_("What is it for?"), max_length=300, required=False,
        help_text=_("One line, so people know when to come to them."),
    )  # fmt: skip


class MemberForm(forms.Form):
    """Somebody for the team."""

    person = PersonField(label=_("Add someone"))
