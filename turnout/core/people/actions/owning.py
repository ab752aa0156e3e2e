"""What keeps owners safe: only they change each other, and one always remains."""

from django.db.models import Q
from django.utils.translation import gettext as _

from turnout.core.people.acting import may
from turnout.core.people.errors import NotPossible
from turnout.core.people.models import Person
from turnout.core.people.permissions import BaseRole, Permission


def lock(person: Person) -> Person:
    """The person as they are now, ours until the transaction ends."""
    locked: Person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    return locked


def lock_with_owners(person: Person) -> Person:
    """The person as they are now, and every owner with them, ours until the transaction ends.

    One statement takes them all in one order, so that two owners who leave at the same moment
    wait for each other instead of each holding what the other needs.
    """
    rows = Person.objects.filter(Q(pk=person.pk) | Q(is_active=True, role=BaseRole.OWNER))
    locked: dict[str, Person] = {row.pk: row for row in rows.select_for_update(no_key=True).order_by("id")}
    return locked[person.pk]


def refuse_touching_owner(person: Person, *, by: Person | None) -> None:
    if person.is_owner and not may(by, Permission.OWNERS_MANAGE):
        raise NotPossible(_("Only an owner can do this to an owner."))


def refuse_making_owner(role: str, *, by: Person | None) -> None:
    if role not in set(BaseRole):
        raise NotPossible(_("There's no such role."))
    if role == BaseRole.OWNER and not may(by, Permission.OWNERS_MANAGE):
        raise NotPossible(_("Only an owner can make someone an owner."))


def refuse_losing_last_owner(person: Person) -> None:
    """Sound only for a person taken with `lock_with_owners`, which holds every other owner still."""
    if not Person.objects.owners().exclude(pk=person.pk).exists():
        raise NotPossible(
            _("%(name)s is the only owner. Make someone else an owner first.") % {"name": person.name}
        )
