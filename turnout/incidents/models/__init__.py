"""The nouns of an incident."""

from turnout.incidents.models.audience import AudienceRule
from turnout.incidents.models.checklist import ChecklistItem
from turnout.incidents.models.grid import Dimension, SeverityCriterion
from turnout.incidents.models.incident import (
    Counter,
    Incident,
    RoleAssignment,
    Subscription,
    Visit,
)
from turnout.incidents.models.kinds import (
    Discipline,
    IncidentType,
    Lifecycle,
    Role,
    Severity,
    Status,
    StatusCategory,
)
from turnout.incidents.models.moments import Duration, Timestamp, TimestampValue
from turnout.incidents.models.moving import StatusMove
from turnout.incidents.models.reporters import IntakePage, UnnamedReporter
from turnout.incidents.models.room import Attachment, Message, Pin, ResourceLink, Task, Update
from turnout.incidents.models.sight import Access, AccessRequest, Exclusion, GlassBreak, Look
from turnout.incidents.models.streams import Relation
from turnout.incidents.models.views import SavedView

__all__ = [
    "Access",
    "AccessRequest",
    "Attachment",
    "AudienceRule",
    "ChecklistItem",
    "Counter",
    "Dimension",
    "Discipline",
    "Duration",
    "Exclusion",
    "GlassBreak",
    "Incident",
    "IncidentType",
    "IntakePage",
    "Lifecycle",
    "Look",
    "Message",
    "Pin",
    "Relation",
    "ResourceLink",
    "Role",
    "RoleAssignment",
    "SavedView",
    "Severity",
    "SeverityCriterion",
    "Status",
    "StatusCategory",
    "StatusMove",
    "Subscription",
    "Task",
    "Timestamp",
    "TimestampValue",
    "UnnamedReporter",
    "Update",
    "Visit",
]
