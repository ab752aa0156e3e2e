"""What somebody may do in the whole organization."""

from django.db import transaction

from turnout.core.events.record import record
from turnout.core.people.actions.owning import (
    lock_with_owners,
    refuse_losing_last_owner,
    refuse_making_owner,
    refuse_touching_owner,
)
from turnout.core.people.actions.waiting import is_over, let_wait, lowers, must_wait
from turnout.core.people.events import BaseRoleChanged
from turnout.core.people.models import Person


@transaction.atomic
def change_role(person: Person, to: str, *, by: Person | None) -> Person:
    """Make somebody a viewer, responder, admin or owner. It counts from their next click.

    Where an admin lowers somebody's role it waits instead (`waiting_change` of the answer).
    """
    person = lock_with_owners(person)
    refuse_touching_owner(person, by=by)
    refuse_making_owner(to, by=by)
    if person.role == to:
        return person
    if by is not None and lowers(person.role, to) and must_wait(person, by=by):
        let_wait(person, to, by=by)
        return person
    return set_role(person, to, by=by)


def set_role(person: Person, to: str, *, by: Person | None) -> Person:
    """Part of a verb, for a person taken with `lock_with_owners`: it may be done, and it has waited."""
    if person.is_owner:
        refuse_losing_last_owner(person)
    was, person.role = person.role, to
    person.save(update_fields=["role"])
    if lowers(was, to):
        is_over(person)
    record(person, BaseRoleChanged(person=person.id, was=was, now=to), by=by)
    return person
