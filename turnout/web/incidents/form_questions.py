"""What the organization asks when an incident is accepted, updated or resolved, and its custom forms."""

from copy import copy

from django import forms
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from turnout.core.lib.cached_tables import cached_table
from turnout.core.people.guard import SignedInRequest, counted_as
from turnout.core.people.permissions import Permission
from turnout.incidents.fields.actions.custom_forms import note_filled_in
from turnout.incidents.fields.questions import custom_forms
from turnout.incidents.incident.actions.lifecycle import OVER
from turnout.incidents.models import Incident, Occasion, Severity, Status, StatusCategory
from turnout.web.incidents.room import ask, in_incident
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
    if occasion not in [*Occasion, MOVING, *(form.occasion for form in custom_forms(incident))]:
        raise Http404
    answers = _form(incident, occasion, request.POST, checks=False)
    return render(request, "components/questions.html", {"answers": answers})


@in_incident(Permission.INCIDENTS_RESPOND, methods=("GET", "POST"))
def filling(request: SignedInRequest, incident: Incident, occasion: str) -> HttpResponse:
    """A custom form, filled in because somebody wants to."""
    form = next((each for each in custom_forms(incident) if each.occasion == occasion), None)
    if form is None:
        raise Http404
    return ask(
        request,
        incident,
        forms.Form(request.POST or None),
        lambda _said: note_filled_in(incident, occasion, by=request.user),
        title=form.name,
        submit=_("Save"),
        explain=form.description,
        answers=answers_for(request, incident, occasion),
        occasion=occasion,
    )


def _form(incident: Incident, occasion: str, data: QueryDict | None, *, checks: bool) -> AnswersForm:
    subject = copy(incident)
    severity = cached_table(Severity).get(data.get("severity")) if data else None
    if severity:
        subject.severity = severity  # what an update is about to set counts already
    asked = _what_it_comes_to(incident, data) or occasion
    return AnswersForm(data, occasion=asked, subject=subject, checks=checks)


def _what_it_comes_to(incident: Incident, data: QueryDict | None) -> str:
    """Accepting or resolving, if that is what the status chosen in another form does."""
    to = cached_table(Status).get(data.get("status")) if data else None
    if to is None or not incident.is_open:
        return ""
    if to.category in OVER:
        return Occasion.RESOLVE
    if incident.category == StatusCategory.TRIAGE and to.category == StatusCategory.LIVE:
        return Occasion.ACCEPT
    return ""
