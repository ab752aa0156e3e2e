"""The nouns of an incident."""

from turnout.incidents.models.audience import AudienceRule
from turnout.incidents.models.fields import CustomField, CustomFieldOption, CustomFieldValue, FieldKind
from turnout.incidents.models.forms import FormElement, IncidentForm, Occasion
from turnout.incidents.models.incident import Counter, Incident, RoleAssignment, Subscription, Visit
from turnout.incidents.models.kinds import Discipline, IncidentType, Role, Severity, Status, StatusCategory
from turnout.incidents.models.room import Attachment, Message, Pin, ResourceLink, Task, Update
from turnout.incidents.models.sight import Access, AccessRequest, Exclusion, GlassBreak, Look
from turnout.incidents.models.views import SavedView

__all__ = [
    "Access",
    "AccessRequest",
    "Attachment",
    "AudienceRule",
    "Counter",
    "CustomField",
    "CustomFieldOption",
    "CustomFieldValue",
    "Discipline",
    "Exclusion",
    "FieldKind",
    "FormElement",
    "GlassBreak",
    "Incident",
    "IncidentForm",
    "IncidentType",
    "Look",
    "Message",
    "Occasion",
    "Pin",
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
