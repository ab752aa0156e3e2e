"""The nouns of an incident."""

from turnout.incidents.models.audience import AudienceRule
from turnout.incidents.models.incident import Access, Counter, Incident, RoleAssignment, Subscription, Visit
from turnout.incidents.models.kinds import Discipline, IncidentType, Role, Severity, Status, StatusCategory
from turnout.incidents.models.room import Attachment, Message, Pin, ResourceLink, Task, Update
from turnout.incidents.models.streams import Relation
from turnout.incidents.models.views import SavedView

__all__ = [
    "Access",
    "Attachment",
    "AudienceRule",
    "Counter",
    "Discipline",
    "Incident",
    "IncidentType",
    "Message",
    "Pin",
    "Relation",
    "ResourceLink",
    "Role",
    "RoleAssignment",
    "SavedView",
    "Severity",
    "Status",
    "StatusCategory",
    "Subscription",
    "Task",
    "Update",
    "Visit",
]
