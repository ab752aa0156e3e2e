"""What keeps owners safe: only they change each other, and one always remains."""

from django.utils.translation import gettext as _

from turnout.core.people.errors import NotPossible
from turnout.core.people.models import Person
from turnout.core.people.permissions import BaseRole, Permission


def lock(person: Person) -> Person:
    """The person as they are now, ours until the transaction ends."""
    locked: Person = Person.objects.select_for_update().get(pk=person.pk)
    return locked


def refuse_touching_owner(person: Person, *, by: Person | None) -> None:
    if person.is_owner and by is not None and not by.may(Permission.OWNERS_MANAGE):
        raise NotPossible(_("Only an owner can do this to an owner."))


def refuse_making_owner(role: str, *, by: Person | None) -> None:
    if role not in set(BaseRole):
        raise NotPossible(_("There is no such role."))
    if role == BaseRole.OWNER and by is not None and not by.may(Permission.OWNERS_MANAGE):
        raise NotPossible(_("Only an owner can make somebody an owner."))


def refuse_losing_last_owner(person: Person) -> None:
    """All owners are locked, so that two of them can't leave at the same moment."""
    owners = list(Person.objects.owners().select_for_update().order_by("id"))
    if [owner.pk for owner in owners] == [person.pk]:
        raise NotPossible(
            _("%(name)s is the only owner. Make somebody else an owner first.") % {"name": person.name}
        )
