"""What can happen to teams."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from turnout.core.events.areas import area
from turnout.core.events.types import Changed, Event, PersonId, Words, event

TEAMS = area("teams", _("Teams"))


@event
@dataclass(frozen=True, kw_only=True)
class TeamCreated(Event):
    """There is a new team."""

    verb = "team.created"
    sentence = _("{who} created the team {name}")
    icon = "users"
    area = TEAMS

    name: Words
    changes: tuple[Changed, ...] = ()


@event
@dataclass(frozen=True, kw_only=True)
class TeamChanged(Event):
    """A team has another name or purpose; `name` is the present one."""

    verb = "team.changed"
    sentence = _("{who} changed the team {name}")
    icon = "users"
    area = TEAMS

    name: Words
    changes: tuple[Changed, ...] = ()


@event
@dataclass(frozen=True, kw_only=True)
class TeamRemoved(Event):
    """A team is no more. Its people stay."""

    verb = "team.removed"
    sentence = _("{who} removed the team {name}")
    icon = "users"
    area = TEAMS

    name: Words
    changes: tuple[Changed, ...] = ()


@event
@dataclass(frozen=True, kw_only=True)
class TeamMemberAdded(Event):
    """Somebody joined a team."""

    verb = "team.member_added"
    sentence = _("{who} added {person} to the team {name}")
    icon = "user-plus"
    area = TEAMS

    person: PersonId
    name: Words


@event
@dataclass(frozen=True, kw_only=True)
class TeamMemberRemoved(Event):
    """Somebody is no longer in a team."""

    verb = "team.member_removed"
    sentence = _("{who} removed {person} from the team {name}")
    icon = "user-minus"
    area = TEAMS

    person: PersonId
    name: Words
