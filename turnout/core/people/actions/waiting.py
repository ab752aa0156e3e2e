"""Lowering somebody's role, or deactivating them: an owner does it at once, an admin's wish waits an hour.

The rule is the same whatever somebody holds or reported. If only those waited who are in something an admin
can't see, asking would tell that admin that there is such a thing.
"""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.events.record import record
from turnout.core.lib import clock
from turnout.core.people.errors import NotPossible
from turnout.core.people.events import AccessChangeAsked, AccessChangeStopped
from turnout.core.people.models import AccessChange, Person
from turnout.core.people.permissions import BaseRole, Permission

WAITS = timedelta(hours=1)
RANKS = {role: rank for rank, role in enumerate(BaseRole)}


def lowers(was: str, to: str) -> bool:
    """Whether this role may less than the other."""
    return RANKS[BaseRole(to)] < RANKS[BaseRole(was)]


def must_wait(person: Person, *, by: Person | None) -> bool:
    """Whether this one's wish waits: an admin's about somebody else. Turnout's own, and an owner's, don't."""
    return by is not None and by.pk != person.pk and not by.may(Permission.OWNERS_MANAGE)


def let_wait(person: Person, to: str, *, by: Person) -> AccessChange:
    """Part of a verb: keep it waiting. Asked for again it goes on waiting; another wish starts anew."""
    there = AccessChange.objects.filter(person=person).first()
    if there is not None and there.to == to:
        return there
    now = clock.now()
    values = {"to": to, "asked_by": by, "asked_at": now, "due_at": now + WAITS}
    change, _new = AccessChange.objects.update_or_create(person=person, defaults=values)
    record(person, AccessChangeAsked(person=person.id, to=to), by=by)
    return change


def is_over(person: Person) -> None:
    """Part of a verb that did it, or made it pointless."""
    AccessChange.objects.filter(person=person).delete()


@transaction.atomic
def stop_access_change(change: AccessChange, *, by: Person | None) -> None:
    """It won't happen. For an owner, and for whoever asked for it. Nothing happens if it is over."""
    there = AccessChange.objects.select_for_update(no_key=True, of=("self",)).filter(pk=change.pk).first()
    if there is None:
        return
    if by is not None and by.pk != there.asked_by_id and not by.may(Permission.OWNERS_MANAGE):
        raise NotPossible(_("An owner can stop this, and so can the person who asked for it."))
    record(there.person, AccessChangeStopped(person=there.person_id, to=there.to), by=by)
    there.delete()
