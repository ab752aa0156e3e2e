"""The nouns of this wing."""

from turnout.incidents.incident.models.counters import Counter
from turnout.incidents.incident.models.incident import Incident, RoleAssignment, Subscription
from turnout.incidents.incident.models.keepers import Concerned, Keeper
from turnout.incidents.incident.models.revisions import list_rows, revise
from turnout.incidents.incident.models.staying import StaysIn
from turnout.incidents.incident.models.timestamps import TimestampValue
from turnout.incidents.incident.models.visibility import Access, AccessRequest, Exclusion, GlassBreak, Look

__all__ = [
    "Access",
    "AccessRequest",
    "Concerned",
    "Counter",
    "Exclusion",
    "GlassBreak",
    "Incident",
    "Keeper",
    "Look",
    "RoleAssignment",
    "StaysIn",
    "Subscription",
    "TimestampValue",
    "list_rows",
    "revise",
]
