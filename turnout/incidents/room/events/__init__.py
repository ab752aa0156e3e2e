"""What can happen here: each class is the whole truth about its event."""

from turnout.incidents.room.events.checklists import ChecklistHandedOver, ChecklistTaken
from turnout.incidents.room.events.erasing import TextErased
from turnout.incidents.room.events.material import (
    FileAttached,
    FileRemoved,
    LinkAdded,
    LinkRemoved,
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
    "IncidentsRelated",
    "IncidentsUnrelated",
    "LinkAdded",
    "LinkRemoved",
    "MessageEdited",
    "MessagePosted",
    "MessageRemoved",
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
