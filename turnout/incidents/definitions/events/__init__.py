"""What can happen here: each class is the whole truth about its event."""

from turnout.incidents.definitions.events.checklists import ChecklistChanged
from turnout.incidents.definitions.events.definitions import (
    KindAdded,
    KindChanged,
    KindRemoved,
    KindsArranged,
    SeverityGridChanged,
)
from turnout.incidents.definitions.events.lifecycles import (
    LifecycleAdded,
    LifecycleGiven,
    LifecycleRemoved,
    StatusReplaced,
)

__all__ = [
    "ChecklistChanged",
    "KindAdded",
    "KindChanged",
    "KindRemoved",
    "KindsArranged",
    "LifecycleAdded",
    "LifecycleGiven",
    "LifecycleRemoved",
    "SeverityGridChanged",
    "StatusReplaced",
]
