"""What an organization defines once: severities, statuses, incident types, roles, timestamps."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from ulid import ULID

from turnout.api.wire.schema import Said, Shape, one_of, says
from turnout.api.wire.values import Moment, Text, Whole
from turnout.core.lib.cached_tables import derived_from
from turnout.core.values import YesNo
from turnout.incidents.models import Role, StatusCategory, Timestamp

LEAST_SEVERE = 100  # on the wire a higher rank is worse; here rank 1 is the worst


@lru_cache(maxsize=1024)
def _made_at(id: str) -> Any:
    """Kept, for every incident of a list names its kinds."""
    return ULID.from_str(id).datetime


def made() -> dict[str, Said]:
    """When something was made, as its id says. Settings don't keep when they were changed."""
    at: Callable[[Any], Any] = lambda row: _made_at(row.pk)  # noqa: E731
    return {"created_at": says(Moment(), at), "updated_at": says(Moment(), at)}


SEVERITY = Shape(
    "Severity",
    id=says(Text(), "pk"),
    name=says(Text()),
    description=says(Text(), "meaning"),
    rank=says(Whole(), lambda each: LEAST_SEVERE - each.rank),
    **made(),
)

STATUS = Shape(
    "IncidentStatus",
    id=says(Text(), "pk"),
    name=says(Text()),
    description=says(Text(), "meaning"),
    rank=says(Whole()),
    category=says(one_of(*StatusCategory)),
    **made(),
)

TYPE = Shape(
    "IncidentType",
    id=says(Text(), "pk"),
    name=says(Text()),
    description=says(Text(), "hint"),
    is_default=says(YesNo(), lambda each: each.key == "unsure"),
    private_incidents_only=says(YesNo(), "is_private"),
    create_in_triage=says(one_of("always", "optional"), lambda each: "optional"),
    **made(),
)


def is_required(role: Role) -> bool:
    """Whether somebody should have it while an incident is live."""
    return StatusCategory.LIVE in role.needed_in


ROLE = Shape(
    "IncidentRole",
    id=says(Text(), "pk"),
    name=says(Text()),
    shortform=says(Text(), lambda role: role.shortform or role.key),
    description=says(Text(required=True), lambda role: role.description or role.instructions or role.name),
    instructions=says(Text()),
    role_type=says(one_of("lead", "reporter", "custom"), lambda each: "lead" if each.is_lead else "custom"),
    **made(),
)

ROLE_V1 = ROLE.extended("IncidentRoleV1", required=says(YesNo(), is_required, optional=True))


class Named(NamedTuple):
    """A time that incidents have: one of those every incident has, or one of the organization's own."""

    id: str
    name: str
    rank: int


TIMESTAMP = Shape("IncidentTimestamp", id=says(Text()), name=says(Text()), rank=says(Whole()))
TIMESTAMPS = {
    "00000000000000000000000001": ("Started at", "started_at"),
    "00000000000000000000000002": ("Reported at", "reported_at"),
    "00000000000000000000000003": ("Accepted at", "accepted_at"),
    "00000000000000000000000004": ("Resolved at", "resolved_at"),
    "00000000000000000000000005": ("Closed at", "closed_at"),
}
"""The times every incident has, by ids of our own making that never change."""
STARTED = next(iter(TIMESTAMPS))
RESOLVED = "00000000000000000000000004"


def timestamps() -> dict[str, Named]:
    """Those every incident has, then the organization's own, by id; drawn once for a whole list."""
    return derived_from(Timestamp, _named)


def _named(own: dict[str, Timestamp]) -> dict[str, Named]:
    named = [(id, name) for id, (name, _column) in TIMESTAMPS.items()]
    named += [(each.pk, each.name) for each in own.values()]
    return {id: Named(id, name, rank) for rank, (id, name) in enumerate(named, 1)}
