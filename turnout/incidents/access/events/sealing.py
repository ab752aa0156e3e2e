"""Asking to be let in, and opening what is sealed with two people."""

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from turnout.core.events.types import Event, Id, PersonId, Words, event


@event
@dataclass(frozen=True, kw_only=True)
class AccessAsked(Event):
    """Someone who was given a link asks to be let in."""

    verb = "incident.access_asked"
    sentence = _("{who} asks to be let in")
    icon = "door-closed"
    accounts = True

    request: Annotated[str, Id("accessrequest")]


@event
@dataclass(frozen=True, kw_only=True)
class AccessAnswered(Event):
    """Someone inside answered a person who asked to be let in."""

    verb = "incident.access_answered"
    sentence = _("{who} let {person} in, who had asked")
    icon = "door-open"
    accounts = True

    request: Annotated[str, Id("accessrequest")]
    person: PersonId
    granted: bool

    def sentence_for(self) -> str:
        return str(self.sentence if self.granted else _("{who} didn't let {person} in, who had asked"))


@event
@dataclass(frozen=True, kw_only=True)
class SealBreakAsked(Event):
    """Someone asks to open a sealed incident in an emergency; a second person has to agree."""

    verb = "incident.seal_break_asked"
    sentence = _("{who} asks to open this in an emergency")
    icon = "siren"
    accounts = True

    request: Annotated[str, Id("glassbreak")]
    note: Words = ""


@event
@dataclass(frozen=True, kw_only=True)
class SealBroken(Event):
    """Two people opened a sealed incident: one asked, the other agreed. It closes again by itself."""

    verb = "incident.seal_broken"
    sentence = _("{who} agreed: {person} sees this for {hours} hours")
    icon = "siren"
    accounts = True

    request: Annotated[str, Id("glassbreak")]
    person: PersonId
    hours: int
    note: Words = ""


@event
@dataclass(frozen=True, kw_only=True)
class SealBreakRefused(Event):
    """The second person didn't agree, or there was nothing that could be opened."""

    verb = "incident.seal_break_refused"
    sentence = _("{who} didn't agree to open this for {person}")
    icon = "shield"
    accounts = True

    request: Annotated[str, Id("glassbreak")]
    person: PersonId


@event
@dataclass(frozen=True, kw_only=True)
class SealClosed(Event):
    """Sight given in an emergency is over."""

    verb = "incident.seal_closed"
    sentence = _("{person} no longer sees this: the emergency access is over")
    icon = "stamp"
    accounts = True

    person: PersonId
