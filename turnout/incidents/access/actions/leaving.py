"""What becomes of the roles of somebody who left, or may no longer respond: they end, and it is said."""

from collections.abc import Iterator
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q

from turnout.core.events.models import RecordedEvent
from turnout.core.lib import clock
from turnout.core.people.models import Person
from turnout.incidents.access.actions.keepers import bring_in_owners
from turnout.incidents.access.actions.naming import record_where_it_may
from turnout.incidents.access.events import RoleEnded
from turnout.incidents.definitions.models import Role
from turnout.incidents.definitions.models.labels import OPEN
from turnout.incidents.definitions.models.lifecycles import UNFINISHED_CATEGORIES
from turnout.incidents.incident.actions.locking import lock, touch
from turnout.incidents.incident.models import Incident, Keeper, RoleAssignment


class Ended(NamedTuple):
    """A role that somebody held in something unfinished."""

    incident: Incident
    role: Role
    event: RecordedEvent


@transaction.atomic
def end_roles_of(person: Person, *, by: Person | None) -> list[Ended]:
    """End every role this person holds in what is unfinished. Closed incidents go on saying who led them."""
    return list(_end(person, by))


@transaction.atomic
def leave_enough_keepers(person: Person) -> None:
    """Where fewer than two look after something unfinished that isn't open, because this person left, owners
    come in."""
    theirs = Q(reporter=person) | Q(pk__in=Keeper.objects.filter(person=person).values("incident"))
    hidden = Incident.objects.whole().exclude(confidentiality=OPEN).filter(theirs)
    for incident in hidden.filter(category__in=UNFINISHED_CATEGORIES).order_by("pk"):
        bring_in_owners(lock(incident))


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
        event = RoleEnded(role=role.name, role_id=role.pk, person=person.pk)
        yield Ended(incident, role, record_where_it_may(incident, event, by=by))
