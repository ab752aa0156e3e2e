"""Where the incident is in its life: triage, status, resolving, reopening, calling off."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from turnout.core.people.guard import SignedInRequest
from turnout.core.people.permissions import Permission
from turnout.incidents.actions.lifecycle import (
    accept_incident,
    cancel_incident,
    change_status,
    close_incident,
    decline_incident,
    reopen_incident,
    resolve_incident,
)
from turnout.incidents.models import Incident
from turnout.web.incidents.forms import NoteForm, StatusForm
from turnout.web.incidents.room import ask, in_incident, try_to

RESPOND = Permission.INCIDENTS_RESPOND
BOTH = ("GET", "POST")


@in_incident(RESPOND, methods=BOTH)
def status(request: SignedInRequest, incident: Incident) -> HttpResponse:
    form = StatusForm(request.POST or None, initial={"status": incident.status_id, "was": incident.status_id})
    return ask(
        request,
        incident,
        form,
        lambda data: change_status(
            incident, data["status"], by=request.user, was=data["was"], note=data["note"]
        ),
        title=_("Change the status"),
        submit=_("Change status"),
        template="incidents/status.html",
    )


@in_incident(RESPOND)
def acceptance(request: SignedInRequest, incident: Incident) -> HttpResponse:
    return try_to(request, incident, lambda: accept_incident(incident, by=request.user))


@in_incident(RESPOND, methods=BOTH)
def declining(request: SignedInRequest, incident: Incident) -> HttpResponse:
    return ask(
        request,
        incident,
        NoteForm(request.POST or None),
        lambda data: decline_incident(incident, by=request.user, note=data["note"]),
        title=_("This needs no incident"),
        submit=_("Decline, with thanks"),
        explain=_(
            "Whoever raised it reads this. A false alarm is a good outcome: say thank you, and what you saw."
        ),
    )


@in_incident(RESPOND, methods=BOTH)
def resolution(request: SignedInRequest, incident: Incident) -> HttpResponse:
    return ask(
        request,
        incident,
        NoteForm(request.POST or None),
        lambda data: resolve_incident(incident, by=request.user, note=data["note"]),
        title=_("It's over"),
        submit=_("Resolve"),
        explain=_("What ended it? Everyone who follows hears this. What is left to learn comes next."),
    )


@in_incident(RESPOND, methods=BOTH)
def reopening(request: SignedInRequest, incident: Incident) -> HttpResponse:
    return ask(
        request,
        incident,
        NoteForm(request.POST or None),
        lambda data: reopen_incident(incident, by=request.user, note=data["note"]),
        title=_("It isn't over after all"),
        submit=_("Reopen"),
        explain=_("What came back? Everyone who follows hears this."),
    )


@in_incident(RESPOND, methods=BOTH)
def cancellation(request: SignedInRequest, incident: Incident) -> HttpResponse:
    return ask(
        request,
        incident,
        NoteForm(request.POST or None),
        lambda data: cancel_incident(incident, by=request.user, note=data["note"]),
        title=_("Call it off"),
        submit=_("Call it off"),
        explain=_(
            "For something raised twice, or handled elsewhere. It stays readable, and it can be reopened."
        ),
    )


@in_incident(RESPOND)
def closure(request: SignedInRequest, incident: Incident) -> HttpResponse:
    return try_to(request, incident, lambda: close_incident(incident, by=request.user))
