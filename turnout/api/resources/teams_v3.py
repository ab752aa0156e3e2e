"""/v3/teams: people who work together."""

from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from turnout.api.shapes.people import TEAM
from turnout.api.wire.resource import Resource
from turnout.api.wire.schema import Listed, Shape, itself, says
from turnout.api.wire.values import Text
from turnout.core.people.models import Person, Team
from turnout.core.people.permissions import Permission

_MEMBER = Shape("TeamMember", id=says(Text(), "pk"), name=says(Text()), email=says(Text()))
_ENTRY = Shape("TeamCatalogEntry", id=says(Text(), "pk"), name=says(Text()))
_WITH_MEMBERS = TEAM.extended(
    "Team",
    members=says(Listed(_MEMBER), "active_members"),
    catalog_entry=says(_ENTRY, itself),  # a team is its own entry: there is no catalog yet
)


def _with_members(call: Any) -> Any:
    active = Prefetch("members", Person.objects.active().order_by("name", "pk"), to_attr="active_members")
    return Team.objects.prefetch_related(active)


teams = Resource(
    tag="Teams V3",
    path="/v3/teams",
    one="team",
    many="teams",
    about=_("Teams by name, with who is in them."),
    shape=_WITH_MEMBERS,
    rows=_with_members,
    found=lambda rows, call: rows,
    order=("name", "pk"),
    paged=True,
    reads=Permission.PEOPLE_VIEW,
)
