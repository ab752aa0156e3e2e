"""What can happen to the words an organization works with."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from turnout.core.events.types import Event, event


@event
@dataclass(frozen=True, kw_only=True)
class KindAdded(Event):
    """Someone added a type, status or role."""

    verb = "kind.added"
    sentence = _("{who} added “{name}” ({kind})")
    icon = "settings"

    kind: str  # incidenttype, status, role
    name: str


@event
@dataclass(frozen=True, kw_only=True)
class KindChanged(Event):
    """Someone changed the wording or the settings of a type, severity, status or role."""

    verb = "kind.changed"
    sentence = _("{who} changed “{name}” ({kind})")
    icon = "settings"

    kind: str
    name: str
    fields: tuple[str, ...] = ()


@event
@dataclass(frozen=True, kw_only=True)
class SeverityGridChanged(Event):
    """Someone changed the severity criteria, for everyone or for one department."""

    verb = "kind.severity_grid_changed"
    sentence = _("{who} changed the severity criteria")
    icon = "grid-3x3"

    discipline: str = ""  # empty: for everyone
    cells: int  # how many sentences


@event
@dataclass(frozen=True, kw_only=True)
class KindRemoved(Event):
    """Someone removed a type, status or role that nothing used."""

    verb = "kind.removed"
    sentence = _("{who} removed “{name}” ({kind})")
    icon = "settings"

    kind: str
    name: str


@event
@dataclass(frozen=True, kw_only=True)
class KindsArranged(Event):
    """Someone put all types, statuses, roles or departments into another order."""

    verb = "kind.arranged"
    sentence = _("{who} changed the order of the list ({kind})")
    icon = "settings"

    kind: str
    count: int
