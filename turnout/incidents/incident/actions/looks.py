"""Noting who opened an incident that isn't open to everyone. Not an event: looking changes nothing."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction

from turnout.core.lib import clock
from turnout.core.people.models import Person
from turnout.incidents.incident.models import Incident, Look
from turnout.incidents.incident.models.incident import NAMED
from turnout.incidents.incident.models.visibility import STAY
from turnout.incidents.incident.unnamed import looks_to_record

PAGE, API, EXPORT, FILE = "page", "api", "export", "file"
EXACT = timedelta(minutes=1)  # a stay is known to be this much longer than it is written


def note_looks(incidents: Iterable[Incident], *, by: Person, door: str) -> None:
    """Record that this person reads these: one row for each that isn't open, door and visit."""
    closed = [each for each in incidents if each.is_restricted]
    named = [each.pk for each in closed if each.reported_as == NAMED and not each.parent_id]
    unnamed = looks_to_record([each.pk for each in closed if each.reported_as != NAMED or each.parent_id], by)
    _note([*named, *unnamed], by=by, door=door)


def note_looks_at(ids: list[str], *, by: Person, door: str) -> None:
    """The same for ids of incidents that aren't open. A reporter without a name leaves no row."""
    _note(looks_to_record(ids, by), by=by, door=door)


def _note(ids: list[str], *, by: Person, door: str) -> None:
    if not ids:
        return
    now = clock.now()
    present = Look.objects.filter(incident__in=ids, person=by, door=door, last_at__gt=now - STAY)
    known = dict(present.values_list("incident", "last_at"))
    new = [pk for pk in ids if pk not in known]
    longer = [pk for pk, last_at in known.items() if now - last_at > EXACT]
    with transaction.atomic():
        if longer:
            present.filter(incident__in=longer).update(last_at=now)
        if new:
            Look.objects.bulk_create(
                [Look(incident_id=pk, person=by, door=door, began_at=now, last_at=now) for pk in new],
                batch_size=500,
            )
