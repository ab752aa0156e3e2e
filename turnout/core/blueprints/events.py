"""What can happen to the settings as a whole."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from turnout.core.events.areas import area
from turnout.core.events.fields import Changed
from turnout.core.events.types import Event, Words, event
from turnout.core.people.events.people import ORGANIZATION

BLUEPRINTS = area("blueprints", _("Blueprints and packs"))


@event
@dataclass(frozen=True, kw_only=True)
class BlueprintApplied(Event):
    """Someone changed settings by a blueprint; each change has an event of its own besides."""

    verb = "blueprint.applied"
    sentence = _("{who} applied the blueprint {name}")
    icon = "file-code"
    area = BLUEPRINTS

    name: Words
    added: int = 0
    changed: int = 0
    removed: int = 0


@event
@dataclass(frozen=True, kw_only=True)
class ChangeProposed(Event):
    """Someone wants to change where reports go; it waits for a second person and for a day."""

    verb = "pending_change.proposed"
    sentence = _("{who} proposed to change where reports go: {names}")
    icon = "hourglass"
    accounts = True
    area = ORGANIZATION

    names: Words  # of what would change
    changes: tuple[Changed, ...] = ()  # of its items, by the names their settings have


@event
@dataclass(frozen=True, kw_only=True)
class ChangeAgreed(Event):
    """A second person agreed to a waiting change."""

    verb = "pending_change.agreed"
    sentence = _("{who} agreed to a change of where reports go: {names}")
    icon = "check-check"
    accounts = True
    area = ORGANIZATION

    names: Words


@event
@dataclass(frozen=True, kw_only=True)
class ChangeStopped(Event):
    """Someone stopped a waiting change: it won't hold."""

    verb = "pending_change.stopped"
    sentence = _("{who} stopped a change of where reports go: {names}")
    icon = "circle-x"
    accounts = True
    area = ORGANIZATION

    names: Words


@event
@dataclass(frozen=True, kw_only=True)
class ChangeHeld(Event):
    """The time of a waiting change came: it holds from now on. What it changed has events of its own."""

    verb = "pending_change.held"
    sentence = _("A change of where reports go now holds: {names}")
    icon = "waypoints"
    accounts = True
    area = ORGANIZATION

    names: Words


@event
@dataclass(frozen=True, kw_only=True)
class ChangeLapsed(Event):
    """Nobody agreed to a waiting change in time."""

    verb = "pending_change.lapsed"
    sentence = _("Nobody agreed to a change of where reports go: {names}")
    icon = "hourglass"
    accounts = True
    area = ORGANIZATION

    names: Words


@event
@dataclass(frozen=True, kw_only=True)
class ChangeTurnedOutImpossible(Event):
    """When the time of a waiting change came, something had changed meanwhile, so nothing was done."""

    verb = "pending_change.turned_out_impossible"
    sentence = _("A change of where reports go wasn't possible any more: {names}. {reason}")
    icon = "circle-x"
    accounts = True
    area = ORGANIZATION

    names: Words
    reason: Words
