"""What can happen to the words an organization works with."""

from dataclasses import dataclass
from typing import Annotated

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from turnout.core.events.areas import area
from turnout.core.events.types import Changed, Event, Id, Key, OneOf, Words, event


def _called(table: str) -> str:
    """What a row of this table is called, by what its model says."""
    return str(getattr(apps.all_models["incidents"].get(table), "called", table))


DefinitionKey = Annotated[str, OneOf(_called)]
"""The name of a table of definitions in small letters: incidenttype, severity, status, lifecycle, role …"""

DEFINITIONS = area("definitions", _("Types, severities, lifecycles, roles"))


@event
@dataclass(frozen=True, kw_only=True)
class KindAdded(Event):
    """Someone added a type, status or role."""

    verb = "kind.added"
    sentence = _("{who} added “{name}” ({kind})")
    icon = "settings"
    area = DEFINITIONS

    kind: DefinitionKey
    name: Words
    changes: tuple[Changed, ...] = ()


@event
@dataclass(frozen=True, kw_only=True)
class KindChanged(Event):
    """Someone changed the wording or the settings of a type, severity, status or role."""

    verb = "kind.changed"
    sentence = _("{who} changed “{name}” ({kind})")
    icon = "settings"
    area = DEFINITIONS

    kind: DefinitionKey
    name: Words
    fields: tuple[Key, ...] = ()
    changes: tuple[Changed, ...] = ()


@event
@dataclass(frozen=True, kw_only=True)
class SeverityGridChanged(Event):
    """Someone changed the severity criteria, for everyone or for one department."""

    verb = "kind.severity_grid_changed"
    sentence = _("{who} changed the severity criteria")
    icon = "grid-3x3"
    area = DEFINITIONS

    discipline: Words = ""  # empty: for everyone
    cells: int  # how many sentences
    discipline_id: Annotated[str, Id("discipline", "discipline")] = ""
    changes: tuple[Changed, ...] = ()


@event
@dataclass(frozen=True, kw_only=True)
class KindRemoved(Event):
    """Someone removed a type, status or role that nothing used."""

    verb = "kind.removed"
    sentence = _("{who} removed “{name}” ({kind})")
    icon = "settings"
    area = DEFINITIONS

    kind: DefinitionKey
    name: Words
    changes: tuple[Changed, ...] = ()


@event
@dataclass(frozen=True, kw_only=True)
class KindsArranged(Event):
    """Someone put all types, statuses, roles or departments into another order."""

    verb = "kind.arranged"
    sentence = _("{who} changed the order of the list ({kind})")
    icon = "settings"
    area = DEFINITIONS

    kind: DefinitionKey
    count: int
    changes: tuple[Changed, ...] = ()
