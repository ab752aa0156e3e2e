"""Streams of an incident, and incidents it has to do with."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnout.core.people.guard import SignedInRequest
from turnout.core.people.permissions import Permission
from turnout.incidents.errors import NotPossible
from turnout.incidents.models import Incident
from turnout.incidents.raising.actions.streams import open_stream
from turnout.incidents.room.actions.relating import WHY_LENGTH, relate_incidents, unrelate_incidents
from turnout.incidents.room.relations import related_to
from turnout.web.forms import PersonField
from turnout.web.incidents.choosing import ChosenIncidentForm, offered
from turnout.web.incidents.forms import SentOnceMixin
from turnout.web.incidents.room import ask, in_incident, try_to

RESPOND = Permission.INCIDENTS_RESPOND


class StreamForm(SentOnceMixin):
    name = forms.CharField(
        label=gettext_lazy("What is this part about?"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 200, "class": "is-one-line"}),
    )
    lead = PersonField(label=gettext_lazy("Who leads it?"), required=False)


class RelationForm(ChosenIncidentForm):
    why = forms.CharField(
        label=gettext_lazy("What do they have to do with each other?"),
        required=False,
        max_length=WHY_LENGTH,
        help_text=gettext_lazy("Such as: same supplier, came of this, the same customer."),
    )


@in_incident(RESPOND, methods=("GET", "POST"))
def streams(request: SignedInRequest, incident: Incident) -> HttpResponse:
    return ask(
        request,
        incident,
        StreamForm(request.POST or None),
        lambda data: open_stream(
            incident, data["name"], lead=data["lead"], token=data["token"] or None, by=request.user
        ),
        title=_("Open a stream"),
        submit=_("Open it"),
        explain=_(
            "A part of this with a lead and a room of its own, such as “tell customers” or “find the leak”."
            " Whoever sees this sees the stream, too."
        ),
    )


@in_incident(RESPOND, methods=("GET", "POST"))
def related(request: SignedInRequest, incident: Incident) -> HttpResponse:
    known = {each.incident.pk for each in related_to(incident, request.user)} | {incident.pk}
    alike = offered(request, incident, among=Incident.objects.visible_to(request.user), but=known)
    return ask(
        request,
        incident,
        RelationForm(request.POST or None, offered=alike),
        lambda data: relate_incidents(
            incident, _seen(request, data["number"]), why=data["why"], by=request.user
        ),
        title=_("It has to do with another incident"),
        submit=_("Note it"),
        explain=_("Each then shows the other, to whoever may see both."),
        template="incidents/related.html",
        alike=alike,
    )


@in_incident(RESPOND)
def related_removal(request: SignedInRequest, incident: Incident, id: str) -> HttpResponse:
    found = [each.incident for each in related_to(incident, request.user) if each.id == id]
    if not found:
        raise Http404
    return try_to(request, incident, lambda: unrelate_incidents(incident, found[0], by=request.user))


def _seen(request: SignedInRequest, number: Any) -> Incident:
    found = Incident.objects.visible_to(request.user).filter(number=number).first()
    if found is None:
        raise NotPossible(_("There is no INC-%(number)s that you can see.") % {"number": number})
    return found
