"""The organization: its name, its zone, and the words it works with."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from turnout.core.people.actions.organization import MOST_DAYS, change_organization
from turnout.core.people.errors import NotPossible
from turnout.core.people.models import Organization
from turnout.core.people.permissions import Permission
from turnout.incidents.lifecycles import statuses_in
from turnout.incidents.models import IncidentType, Lifecycle, Role, Severity
from turnout.incidents.models.kinds import DEFAULT_LIFECYCLE
from turnout.web.guard import SignedInRequest, guard
from turnout.web.signing.forms import ZoneField


class OrganizationForm(forms.Form):
    """What the organization is called and which clock it goes by."""

    name = forms.CharField(label=_("Name"), max_length=200)
    timezone = ZoneField(help_text=_("Where most of you are. Everyone can choose their own."))
    answer_days = forms.IntegerField(
        label=_("Days until whoever reports something hears what became of it"),
        required=False,
        min_value=1,
        max_value=MOST_DAYS,
        help_text=_("When nobody has told them by then, whoever leads (or looks first) is reminded."),
    )

    allows_anonymous = forms.BooleanField(
        label=_("Anyone may report anonymously"),
        required=False,
        help_text=_("A page without sign-in that keeps no trace of who wrote. They get a code to come back."),
    )


@guard(Permission.SETTINGS_MANAGE, methods=("GET", "POST"))
def show(request: SignedInRequest) -> HttpResponse:
    organization = get_object_or_404(Organization)
    present = {each: getattr(organization, each) for each in OrganizationForm.base_fields}
    form = OrganizationForm(request.POST or None, initial=present)
    if request.method == "POST" and form.is_valid():
        try:
            change_organization(organization, **form.cleaned_data, by=request.user)
            return redirect(f"{reverse('settings')}?saved")
        except NotPossible as error:
            form.add_error(None, str(error))
    context = {
        "form": form,
        "saved": "saved" in request.GET,
        "severities": Severity.objects.all(),
        "statuses": statuses_in(DEFAULT_LIFECYCLE),
        "lifecycles": Lifecycle.objects.exclude(pk=DEFAULT_LIFECYCLE),
        "types": IncidentType.objects.all(),
        "roles": Role.objects.all(),
    }
    return render(request, "settings/show.html", context, status=422 if form.is_bound else 200)
