"""Telling the reporter what became of their report."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from turnout.core.people.guard import SignedInRequest
from turnout.core.people.permissions import Permission
from turnout.incidents.incident.actions.feedback import update_reporter
from turnout.incidents.models import Incident
from turnout.web.incidents.forms import NoteForm
from turnout.web.incidents.room import ask, in_incident


@in_incident(Permission.INCIDENTS_RESPOND, methods=("GET", "POST"))
def word(request: SignedInRequest, incident: Incident) -> HttpResponse:
    return ask(
        request,
        incident,
        NoteForm(request.POST or None, asks=_("How does it stand?")),
        lambda data: update_reporter(incident, data["note"], by=request.user),
        title=_("A word to whoever reported it"),
        submit=_("Tell them"),
        explain=_("They hear it by themselves, and it stands in the timeline. One sentence is enough."),
    )
