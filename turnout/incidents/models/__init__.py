"""The nouns of an incident."""

from turnout.incidents.models.audience import AudienceRule
from turnout.incidents.models.checklist import ChecklistItem
from turnout.incidents.models.fields import CustomField, CustomFieldOption, CustomFieldValue, FieldKind
from turnout.incidents.models.forms import FormElement, IncidentForm, Occasion
from turnout.incidents.models.grid import Dimension, SeverityCriterion
from turnout.incidents.models.incident import Counter, Incident, RoleAssignment, Subscription
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
from turnout.incidents.models.revisions import revise, rows_of
from turnout.incidents.models.room import Attachment, Message, Pin, ResourceLink, Task, Update
from turnout.incidents.models.sight import Access, AccessRequest, Exclusion, GlassBreak, Look
from turnout.incidents.models.streams import Relation
from turnout.incidents.models.views import SavedView
from turnout.incidents.models.visits import Visit

__all__ = [
    "Access",
    "AccessRequest",
    "Attachment",
    "AudienceRule",
    "ChecklistItem",
    "Counter",
    "CustomField",
    "CustomFieldOption",
    "CustomFieldValue",
    "Dimension",
    "Discipline",
    "Duration",
    "Exclusion",
    "FieldKind",
    "FormElement",
    "GlassBreak",
    "Incident",
    "IncidentForm",
    "IncidentType",
    "IntakePage",
    "Lifecycle",
    "Look",
    "Message",
    "Occasion",
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
    "revise",
    "rows_of",
]
