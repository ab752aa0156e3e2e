"""Saying thank you to those who helped: one click, and a word if one likes."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnout.core.events.models import RecordedEvent
from turnout.core.people.guard import SignedInRequest
from turnout.core.people.models import Person, Team
from turnout.core.people.permissions import Permission
from turnout.incidents.errors import NotPossible
from turnout.incidents.models import Incident
from turnout.incidents.reporters.actions.thanking import (
    WORDS_LENGTH,
    hide_thanks,
    thank_person,
    thank_reporter,
    thank_team,
)
from turnout.incidents.reporters.thanks import thanks_to
from turnout.incidents.room.timeline import entries_of
from turnout.web.incidents.forms import area
from turnout.web.incidents.room import ask, in_incident, try_to

HELPERS = 20
LATEST = 500  # events looked at for who helped
TEAMS = 100


class ThanksForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("A word"), required=False, max_length=WORDS_LENGTH, widget=area(2)
    )
    whom = forms.RegexField(
        r"^(reporter|person:\w{1,40}|team:\w{0,40})$",
        error_messages={"required": gettext_lazy("Choose whom you thank.")},
    )
    team = forms.RegexField(r"^\w{1,40}$", required=False)


@in_incident(Permission.INCIDENTS_RAISE, methods=("GET", "POST"))
def thanks(request: SignedInRequest, incident: Incident) -> HttpResponse:
    return ask(
        request,
        incident,
        ThanksForm(request.POST or None),
        lambda data: _thank(incident, data, request.user),
        title=_("Say thank you"),
        submit=_("Thank them"),
        explain=_("It stands in the timeline, and they hear it. Nobody counts thanks."),
        template="incidents/thanks.html",
        helpers=_helpers(incident, request.user),
        has_reporter=incident.reporter_id != request.user.pk,
        teams=Team.objects.all()[:TEAMS],
        mine=entries_of(incident, thanks_to(incident, request.user)),
    )


@in_incident(Permission.INCIDENTS_VIEW)
def hiding(request: SignedInRequest, incident: Incident, entry: int) -> HttpResponse:
    found = get_object_or_404(RecordedEvent, pk=entry, subject_id=incident.pk)
    return try_to(request, incident, lambda: hide_thanks(incident, found, by=request.user))


def _helpers(incident: Incident, reader: Person) -> list[Person]:
    """Who had a part in it: holders of roles first, then those who did something, the latest first."""
    latest = RecordedEvent.objects.filter(subject_id=incident.pk).order_by("-at", "-id")
    ids = [held.person_id for held in incident.holders]
    ids += [pk for pk in latest.values_list("actor", flat=True)[:LATEST] if pk]
    ids = [pk for pk in dict.fromkeys(ids) if pk not in (reader.pk, incident.reporter_id)][:HELPERS]
    here = Person.objects.active().in_bulk(ids)
    seeing = incident.seen_by(here.values(), openly=True)
    return [here[pk] for pk in ids if pk in seeing]


def _thank(incident: Incident, data: dict[str, Any], by: Person) -> None:
    kind, _colon, id = data["whom"].partition(":")
    if kind == "reporter":
        thank_reporter(incident, words=data["words"], by=by)
    elif kind == "person":
        person = Person.objects.active().filter(pk=id).first()
        if person is None:
            raise NotPossible(_("They are no longer here."))
        thank_person(incident, person, words=data["words"], by=by)
    else:
        team = Team.objects.filter(pk=id or data["team"]).first()
        if team is None:
            raise NotPossible(_("Choose a team."))
        thank_team(incident, team, words=data["words"], by=by)
