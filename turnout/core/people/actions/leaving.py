"""Leaving, and coming back. Nobody is ever removed: what they did stays theirs."""

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.events.record import record
from turnout.core.lib import clock
from turnout.core.people.actions.naming import refuse_taken
from turnout.core.people.actions.owning import (
    lock_with_owners,
    refuse_losing_last_owner,
    refuse_touching_owner,
)
from turnout.core.people.actions.sessions import end_sessions
from turnout.core.people.actions.waiting import is_over, let_wait, must_wait
from turnout.core.people.errors import NotPossible
from turnout.core.people.events import PersonDeactivated, PersonReactivated
from turnout.core.people.models import ApiToken, Person


@transaction.atomic
def deactivate_person(person: Person, *, by: Person | None) -> Person:
    """They can't come in any more: sessions end at once, their API tokens are revoked for good.

    Where an admin wants it, it waits instead (`waiting_change` of the answer).
    """
    person = lock_with_owners(person)
    refuse_touching_owner(person, by=by)
    if by is not None and by.pk == person.pk:
        raise NotPossible(_("You can't deactivate yourself. Ask another admin."))
    if not person.is_active:
        return person
    if by is not None and must_wait(person, by=by):
        let_wait(person, "", by=by)
        return person
    return take_out(person, by=by)


def take_out(person: Person, *, by: Person | None) -> Person:
    """Part of a verb, for a person taken with `lock_with_owners`: it may be done, and it has waited."""
    if person.is_owner:
        refuse_losing_last_owner(person)
    is_over(person)
    person.is_active = False
    person.save(update_fields=["is_active"])
    end_sessions(person)
    ApiToken.objects.filter(person=person, revoked_at__isnull=True).update(revoked_at=clock.now())
    record(person, PersonDeactivated(person=person.id), by=by)
    return person


@transaction.atomic
def reactivate_person(person: Person, *, by: Person | None) -> Person:
    """Welcome back: same role, same password, no sessions and no API tokens.

    Raises NotPossible where somebody else goes by their name meanwhile: rename one of them first.
    """
    person = lock_with_owners(person)
    refuse_touching_owner(person, by=by)
    if person.is_active:
        return person
    refuse_taken(person.name, but=person)
    person.is_active = True
    person.save(update_fields=["is_active"])
    record(person, PersonReactivated(person=person.id), by=by)
    return person
