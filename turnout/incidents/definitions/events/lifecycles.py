"""What can happen to lifecycles, and to incidents because of it."""

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from turnout.core.events.types import Changed, Event, Id, Key, Words, event
from turnout.incidents.definitions.events.definitions import DEFINITIONS


@event
@dataclass(frozen=True, kw_only=True)
class LifecycleAdded(Event):
    """Someone made a lifecycle: statuses of their own for some types of incidents."""

    verb = "lifecycle.added"
    sentence = _("{who} created the lifecycle “{name}”")
    icon = "route"
    area = DEFINITIONS

    name: Words
    changes: tuple[Changed, ...] = ()


@event
@dataclass(frozen=True, kw_only=True)
class LifecycleRemoved(Event):
    """Someone removed a lifecycle that nothing uses."""

    verb = "lifecycle.removed"
    sentence = _("{who} removed the lifecycle “{name}”")
    icon = "route"
    area = DEFINITIONS

    name: Words
    changes: tuple[Changed, ...] = ()


@event
@dataclass(frozen=True, kw_only=True)
class LifecycleGiven(Event):
    """Incidents of a type have another lifecycle from now on; what is unfinished moves along."""

    verb = "lifecycle.given"
    sentence = _("{who} gave “{type}” the lifecycle “{name}”")
    icon = "route"
    area = DEFINITIONS

    type: Words
    name: Words
    lifecycle_id: Annotated[str, Id("lifecycle", "name")] = ""
    changes: tuple[Changed, ...] = ()


@event
@dataclass(frozen=True, kw_only=True)
class StatusReplaced(Event):
    """The steps of its kind were changed in the settings, so it has another status. Nothing else happened."""

    verb = "incident.status_replaced"
    sentence = _("{who} changed the lifecycle of this type: {was} is now {now}")
    icon = "route"

    was: Words
    now: Words
    category: Key
    was_id: Annotated[str, Id("status", "was")] = ""
    now_id: Annotated[str, Id("status", "now")] = ""
