"""Joining by a link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from turnout.core.people.actions.joining import accept_invitation, find_invitation
from turnout.core.people.actions.signing import start_session
from turnout.core.people.errors import NotPossible
from turnout.core.people.models import Invitation, Organization
from turnout.web.guard import open_to_anyone
from turnout.web.signing.forms import InvitationForm
from turnout.web.signing.onward import onward


@open_to_anyone(methods=("GET", "POST"))
@never_cache
def accept(request: HttpRequest, key: str) -> HttpResponse:
    invitation = find_invitation(key)
    if invitation is None:
        return render(request, "signing/gone.html", status=404)
    form = InvitationForm(request.POST or None, email=invitation.email, initial=_known(invitation))
    if request.method == "POST" and form.is_valid():
        try:
            person = accept_invitation(key, **form.cleaned_data)
        except NotPossible as error:
            form.add_error(None, str(error))
        else:
            start_session(request, person, how="invitation")
            return onward(request)
    status = 422 if request.method == "POST" else 200
    return render(request, "signing/invitation.html", {"form": form, "invitation": invitation}, status=status)


def _known(invitation: Invitation) -> dict[str, str]:
    if invitation.person:
        return {"name": invitation.person.name, "timezone": invitation.person.timezone}
    organization = Organization.get()
    return {"name": invitation.name, "timezone": organization.timezone if organization else "UTC"}
