"""What the organization asks when an incident is accepted, updated or resolved."""

from copy import copy

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render

from turnout.core.lib.kept import kept
from turnout.core.people.guard import SignedInRequest, counted_as
from turnout.core.people.permissions import Permission
from turnout.incidents.actions.lifecycle import OVER
from turnout.incidents.models import Incident, Occasion, Severity, Status, StatusCategory
from turnout.web.incidents.room import in_incident
from turnout.web.questions import AnswersForm

MOVING = "status"


def answers_for(request: SignedInRequest, incident: Incident, occasion: str) -> AnswersForm:
    """The questions as they are with what is being sent.

    occasion  an Occasion, or MOVING for a form that only moves it to another status
    """
    return _form(incident, occasion, request.POST if request.method == "POST" else None, checks=True)


@in_incident(Permission.INCIDENTS_RESPOND)
@counted_as(None)
def questions(request: SignedInRequest, incident: Incident, occasion: str) -> HttpResponse:
    """The questions as they are with what is typed so far. It changes nothing."""
    if occasion not in [*Occasion, MOVING]:
        raise Http404
    answers = _form(incident, occasion, request.POST, checks=False)
    return render(request, "components/questions.html", {"answers": answers})


def _form(incident: Incident, occasion: str, data: QueryDict | None, *, checks: bool) -> AnswersForm:
    subject = copy(incident)
    severity = kept(Severity).get(data.get("severity")) if data else None
    if severity:
        subject.severity = severity  # what an update is about to set counts already
    asked = _what_it_comes_to(incident, data) or occasion
    return AnswersForm(data, occasion=asked, subject=subject, checks=checks)


def _what_it_comes_to(incident: Incident, data: QueryDict | None) -> str:
    """Accepting or resolving, if that is what the status chosen in another form does."""
    to = kept(Status).get(data.get("status")) if data else None
    if to is None or not incident.is_open:
        return ""
    if to.category in OVER:
        return Occasion.RESOLVE
    if incident.category == StatusCategory.TRIAGE and to.category == StatusCategory.LIVE:
        return Occasion.ACCEPT
    return ""
