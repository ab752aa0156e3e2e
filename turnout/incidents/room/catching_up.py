"""A short summary for someone who just opened the incident."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from turnout.core.events.models import RecordedEvent
from turnout.core.events.types import aside_verbs
from turnout.core.lib import clock
from turnout.core.people.models import Person
from turnout.incidents.incident.events import (
    IncidentCanceled,
    IncidentDeclined,
    IncidentMerged,
    IncidentResolved,
    NearMissNoted,
)
from turnout.incidents.incident.models import Incident
from turnout.incidents.incident.unnamed import without_reporter
from turnout.incidents.room.models import Visit
from turnout.incidents.room.models.visits import PRESENT

MOST_NEW = 100  # counted at once
ENDED = (IncidentResolved, NearMissNoted, IncidentDeclined, IncidentCanceled, IncidentMerged)


@dataclass
class CatchUp:
    """What is new since this person last looked."""

    since: datetime | None  # when the stay before this one ended; None at a first visit
    since_event: int | None  # the last event they saw then
    new: int  # events since


def catch_up(incident: Incident, *, by: Person) -> CatchUp:
    """What this person needs to know first."""
    visit = Visit.objects.filter(incident=incident, person=by).select_related("before", "latest").first()
    since = visit.last_known if visit else None
    new = 0
    if since is not None:
        later = Q(at__gt=since.at) | Q(at=since.at, pk__gt=since.pk)
        rows = RecordedEvent.objects.filter(later, subject_id=incident.pk).exclude(verb__in=aside_verbs())
        new = rows.exclude(actor=by)[:MOST_NEW].count()
    return CatchUp(
        since=since.at if since else None,
        since_event=since.pk if since else None,
        new=new,
    )


def how_it_ended(incident: Incident) -> str:
    """What was said as it ended; empty while it goes on, or where nothing was said."""
    if incident.is_open:
        return ""
    rows = RecordedEvent.objects.filter(subject_id=incident.pk, verb__in=[each.verb for each in ENDED])
    last = rows.order_by("-at", "-id").first()
    return str(last.data.get("note") or "") if last else ""


def others_present(incident: Incident, *, by: Person) -> list[Person]:
    """Who else has the incident open just now. An unnamed reporter is never among them."""
    visits = (
        Visit.objects.filter(incident=incident, seen_at__gte=clock.now() - PRESENT)
        .exclude(person=by)
        .select_related("person")
        .order_by("began_at")[:30]
    )
    return without_reporter(incident, [visit.person for visit in visits])
