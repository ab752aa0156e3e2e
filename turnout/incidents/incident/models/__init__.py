"""The nouns of this wing."""

from turnout.incidents.incident.models.incident import Counter, Incident, RoleAssignment, Subscription
from turnout.incidents.incident.models.revisions import list_rows, revise
from turnout.incidents.incident.models.timestamps import TimestampValue
from turnout.incidents.incident.models.visibility import Access, AccessRequest, Exclusion, GlassBreak, Look

__all__ = [
    "Access",
    "AccessRequest",
    "Counter",
    "Exclusion",
    "GlassBreak",
    "Incident",
    "Look",
    "RoleAssignment",
    "Subscription",
    "TimestampValue",
    "list_rows",
    "revise",
]
