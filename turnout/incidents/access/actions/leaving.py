"""What becomes of the roles of somebody who left, or may no longer respond: they end, and it is said."""

from collections.abc import Iterator
from typing import NamedTuple

from django.db import transaction

from turnout.core.events.models import RecordedEvent
from turnout.core.events.record import record
from turnout.core.lib import clock
from turnout.core.people.models import Person
from turnout.incidents.access.events import RoleEnded
from turnout.incidents.definitions.models import Role
from turnout.incidents.definitions.models.lifecycles import UNFINISHED_CATEGORIES
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.actions.locking import lock, touch
from turnout.incidents.incident.models import Incident, RoleAssignment


class Ended(NamedTuple):
    """A role that somebody held in something unfinished."""

    incident: Incident
    role: Role
    event: RecordedEvent


@transaction.atomic
def end_roles_of(person: Person, *, by: Person | None) -> list[Ended]:
    """End every role this person holds in what is unfinished. Closed incidents go on saying who led them."""
    return list(_end(person, by))


def _end(person: Person, by: Person | None) -> Iterator[Ended]:
    held = RoleAssignment.objects.present().filter(
        person=person, incident__category__in=UNFINISHED_CATEGORIES
    )
    for assignment in held.select_related("incident").order_by("incident"):
        incident = lock(assignment.incident)
        assignment.ended_at = clock.now()
        assignment.save(update_fields=["ended_at"])
        touch(incident)
        role = assignment.role
        yield Ended(incident, role, _record(incident, role, person, by))


def _record(incident: Incident, role: Role, person: Person, by: Person | None) -> RecordedEvent:
    """Who did it is named, unless that would show who reported this without their name."""
    event = RoleEnded(role=role.name, role_id=role.pk, person=person.pk)
    try:
        return record(incident, event, by=by)
    except NotPossible:
        return record(incident, event, by=None)
