"""What can happen here: each class is the whole truth about its event."""

from turnout.incidents.room.events.checklists import ChecklistHandedOver, ChecklistTaken
from turnout.incidents.room.events.erasing import TextErased
from turnout.incidents.room.events.material import (
    FileAttached,
    FileRemoved,
    FileRestored,
    LinkAdded,
    LinkRemoved,
    LinkRestored,
    TaskAdded,
    TaskChanged,
    TaskDeleted,
    TaskDone,
    TaskDropped,
    TaskReopened,
)
from turnout.incidents.room.events.relations import IncidentsRelated, IncidentsUnrelated
from turnout.incidents.room.events.talk import (
    EntryPinned,
    EntryUnpinned,
    MessageEdited,
    MessagePosted,
    MessageRemoved,
    MessageRestored,
    TimelineItemAdded,
    TimelineItemChanged,
    UpdateMissed,
    UpdatePosted,
)

__all__ = [
    "ChecklistHandedOver",
    "ChecklistTaken",
    "EntryPinned",
    "EntryUnpinned",
    "FileAttached",
    "FileRemoved",
    "FileRestored",
    "IncidentsRelated",
    "IncidentsUnrelated",
    "LinkAdded",
    "LinkRemoved",
    "LinkRestored",
    "MessageEdited",
    "MessagePosted",
    "MessageRemoved",
    "MessageRestored",
    "TaskAdded",
    "TaskChanged",
    "TaskDeleted",
    "TaskDone",
    "TaskDropped",
    "TaskReopened",
    "TextErased",
    "TimelineItemAdded",
    "TimelineItemChanged",
    "UpdateMissed",
    "UpdatePosted",
]
