"""What whoever acts may do, person or not."""

from turnout.core.events.actors import SYSTEM, acting
from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission


def may(by: Person | None, permission: Permission) -> bool:
    """Whether who calls a verb with this `by` holds the permission: the person; without one whoever acts, as
    an API key does; or Turnout itself, which may everything."""
    if by is not None:
        return by.may(permission)
    actor = acting()
    return actor.may is None or permission in actor.may


def is_turnout(by: Person | None) -> bool:
    """Whether it is Turnout itself: a tick, a rule, the command line."""
    return by is None and acting() == SYSTEM
