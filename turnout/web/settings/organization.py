"""The organization: its name and clock, how soon reporters are answered, whether they may stay unnamed."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from turnout.core.people.actions.organization import MOST_DAYS, change_organization
from turnout.core.people.errors import NotPossible
from turnout.core.people.models import Organization
from turnout.core.people.permissions import Permission
from turnout.web.guard import SignedInRequest, guard
from turnout.web.settings.responses import saved
from turnout.web.signing.forms import ZoneField


class OrganizationForm(forms.Form):
    """What the organization is called, which clock it goes by, and what it promises those who report."""

    name = forms.CharField(label=_("Name"), max_length=200)
    timezone = ZoneField(help_text=_("Where most of you work. Everyone can choose their own."))
    answer_days = forms.IntegerField(
        label=_("How many days until reporters must hear back?"),
        required=False,
        min_value=1,
        max_value=MOST_DAYS,
        help_text=_("If nobody has told them what came of it by then, the lead is reminded."),
    )
    allows_anonymous = forms.BooleanField(
        label=_("Let people report without giving a name"),
        required=False,
        help_text=_(
            "On a page with no sign-in that keeps no trace of them. A code lets them return to their report."
        ),
    )


@guard(Permission.SETTINGS_MANAGE, methods=("GET", "POST"))
def show(request: SignedInRequest) -> HttpResponse:
    organization = get_object_or_404(Organization)
    present = {each: getattr(organization, each) for each in OrganizationForm.base_fields}
    form = OrganizationForm(request.POST or None, initial=present)
    if form.is_valid():
        try:
            change_organization(organization, **form.cleaned_data, by=request.user)
            return saved("settings")
        except NotPossible as error:
            form.add_error(None, str(error))
    context = {"form": form}
    return render(request, "settings/organization.html", context, status=422 if form.is_bound else 200)
