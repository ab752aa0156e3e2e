"""People, teams, and whoever did something."""

from operator import attrgetter

from turnout.api.wire.schema import Listed, Shape, itself, one_of, says
from turnout.api.wire.values import Text
from turnout.core.people.models import Person
from turnout.core.people.permissions import BaseRole, Permission
from turnout.core.values import YesNo

ROLE_WORDS = {BaseRole.ADMIN.value: "administrator"}  # the wire's word where it isn't ours
ROLE = one_of(*(ROLE_WORDS.get(role, role) for role in BaseRole))
SEAT = one_of("full_access", "viewer_only", "none")


def seat(person: Person) -> str:
    """Nobody needs a seat here: what somebody may do follows from their role alone."""
    return "full_access" if person.may(Permission.INCIDENTS_RESPOND) else "viewer_only"


USER = Shape(
    "User",
    id=says(Text(), "pk"),
    name=says(Text()),
    email=says(Text()),
    role=says(ROLE, lambda person: ROLE_WORDS.get(person.role, person.role)),
)

BASE_ROLE = Shape(
    "BaseRole",
    id=says(Text(), "role"),
    name=says(Text(), "role_name"),
    slug=says(Text(), "role"),
)

SEATS = Shape(
    "Seats",
    on_call=says(SEAT, seat),
    response=says(SEAT, seat),
)

USER_WITH_ROLES = USER.extended(
    "UserWithRoles",
    base_role=says(BASE_ROLE, itself),
    custom_roles=says(Listed(BASE_ROLE), lambda person: ()),
    seats=says(SEATS, itself),
    is_active=says(YesNo()),
)

TEAM = Shape("TeamInShort", id=says(Text(), "pk"), name=says(Text()))


def by(column: str) -> Shape:
    """Who did something, told from a row's column: nobody for what was imported or done by Turnout itself."""
    return Shape("Actor", user=says(USER, attrgetter(column), optional=True))
