"""The nouns of this wing."""

from turnout.incidents.room.models.material import Attachment, ResourceLink
from turnout.incidents.room.models.relations import Relation
from turnout.incidents.room.models.removable import HIDDEN_FOR, Removable
from turnout.incidents.room.models.talk import Message, Pin, TimelineItem, Update
from turnout.incidents.room.models.tasks import Task
from turnout.incidents.room.models.visits import Visit

__all__ = [
    "HIDDEN_FOR",
    "Attachment",
    "Message",
    "Pin",
    "Relation",
    "Removable",
    "ResourceLink",
    "Task",
    "TimelineItem",
    "Update",
    "Visit",
]
