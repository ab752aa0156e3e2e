"""Who looks after an incident, and that somebody said whom it is about."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from turnout.core.events.types import Event, PersonId, event


@event
@dataclass(frozen=True, kw_only=True)
class KeeperNamed(Event):
    """Someone looks after this incident now: a keeper named them."""

    verb = "incident.keeper_named"
    sentence = _("{who} asked {person} to look after this, too")
    icon = "key-round"
    accounts = True

    person: PersonId


@event
@dataclass(frozen=True, kw_only=True)
class KeepersCameIn(Event):
    """Too few looked after this, so owners came in, or whoever the rules name."""

    verb = "incident.keepers_came_in"
    sentence = _("More people look after this now")
    icon = "key-round"
    accounts = True

    people: tuple[PersonId, ...] = ()

    def sentence_for(self) -> str:
        return ngettext(
            "%(n)d more person looks after this now, so that nobody decides alone",
            "%(n)d more people look after this now, so that nobody decides alone",
            len(self.people),
        ) % {"n": len(self.people)}


@event
@dataclass(frozen=True, kw_only=True)
class KeeperLeft(Event):
    """Someone no longer looks after this incident: they stepped down, or two others decided so."""

    verb = "incident.keeper_left"
    sentence = _("{person} no longer looks after this")
    icon = "key-round"
    accounts = True

    person: PersonId
    second: PersonId | None = None


@event
@dataclass(frozen=True, kw_only=True)
class ConcernSaid(Event):
    """A keeper said whom this is about, or took that back. It never says whom, and stands in no timeline."""

    verb = "incident.concern_said"
    sentence = _("{who} noted who shouldn't decide in this")
    icon = "user-round-x"
    aside = True
    accounts = True
