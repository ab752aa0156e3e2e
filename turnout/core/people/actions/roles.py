"""What somebody may do in the whole organization."""

from django.db import transaction

from turnout.core.events.record import record
from turnout.core.people.actions.owning import (
    lock_with_owners,
    refuse_losing_last_owner,
    refuse_making_owner,
    refuse_touching_owner,
)
from turnout.core.people.events import BaseRoleChanged
from turnout.core.people.models import Person


@transaction.atomic
def change_role(person: Person, to: str, *, by: Person | None) -> Person:
    """Make somebody a viewer, responder, admin or owner. It counts from their next click."""
    person = lock_with_owners(person)
    refuse_touching_owner(person, by=by)
    refuse_making_owner(to, by=by)
    if person.role == to:
        return person
    if person.is_owner:
        refuse_losing_last_owner(person)
    was, person.role = person.role, to
    person.save(update_fields=["role"])
    record(person, BaseRoleChanged(person=person.id, was=was, now=to), by=by)
    return person
