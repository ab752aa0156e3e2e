"""The organization: its name and clock, how soon reporters are answered, whether they may stay unnamed."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from turnout.core.blueprints.blueprint import ORGANIZATION
from turnout.core.blueprints.settings import ONLY
from turnout.core.people.errors import NotPossible
from turnout.core.people.models import Organization
from turnout.core.people.permissions import Permission
from turnout.web.guard import SignedInRequest, guard
from turnout.web.inputs import ValuesForm
from turnout.web.settings.responses import saved, settled


@guard(Permission.SETTINGS_MANAGE, methods=("GET", "POST"))
def show(request: SignedInRequest) -> HttpResponse:
    """What the organization is called, and what holds for all of it."""
    get_object_or_404(Organization)
    form = ValuesForm(ORGANIZATION.fields, request.POST or None, held=ORGANIZATION.items()[ONLY])
    if form.is_valid():
        try:
            return settled(
                request,
                lambda: ORGANIZATION.change(ONLY, form.cleaned_data, request.user),
                then=lambda made: saved("settings"),
            )
        except NotPossible as error:
            form.add_error(None, str(error))
    context = {"form": form}
    return render(request, "settings/organization.html", context, status=422 if form.is_bound else 200)
