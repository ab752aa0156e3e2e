"""What the organization asks when an incident is accepted, updated or resolved."""

from copy import copy

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render

from turnout.core.lib.kept import kept
from turnout.core.people.guard import SignedInRequest, counted_as
from turnout.core.people.permissions import Permission
from turnout.incidents.models import Incident, Occasion, Severity
from turnout.web.incidents.room import in_incident
from turnout.web.questions import AnswersForm


def answers_for(request: SignedInRequest, incident: Incident, occasion: str) -> AnswersForm:
    """The questions as they are with what is being sent."""
    return _form(incident, occasion, request.POST if request.method == "POST" else None, checks=True)


@in_incident(Permission.INCIDENTS_RESPOND)
@counted_as(None)
def questions(request: SignedInRequest, incident: Incident, occasion: str) -> HttpResponse:
    """The questions as they are with what is typed so far. It changes nothing."""
    if occasion not in list(Occasion):
        raise Http404
    answers = _form(incident, occasion, request.POST, checks=False)
    return render(request, "components/questions.html", {"answers": answers})


def _form(incident: Incident, occasion: str, data: QueryDict | None, *, checks: bool) -> AnswersForm:
    subject = copy(incident)
    severity = kept(Severity).get(data.get("severity")) if data else None
    if severity:
        subject.severity = severity  # what an update is about to set counts already
    return AnswersForm(data, occasion=occasion, subject=subject, checks=checks)
