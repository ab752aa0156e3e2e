"""What can happen here: each class is the whole truth about its event."""

from turnout.incidents.raising.events.intake import IntakePageChanged, IntakePageCreated, IntakePageRemoved
from turnout.incidents.raising.events.streams import StreamAdded, StreamOpened

__all__ = [
    "IntakePageChanged",
    "IntakePageCreated",
    "IntakePageRemoved",
    "StreamAdded",
    "StreamOpened",
]
