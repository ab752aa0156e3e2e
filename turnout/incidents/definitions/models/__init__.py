"""The nouns of this wing. Whatever table has its file here is found."""

from turnout.core.lib.discovery import import_all
from turnout.incidents.definitions.models.checklists import ChecklistItem
from turnout.incidents.definitions.models.criteria import Dimension, SeverityCriterion
from turnout.incidents.definitions.models.departments import Discipline
from turnout.incidents.definitions.models.lifecycles import Lifecycle, Status, StatusCategory
from turnout.incidents.definitions.models.roles import Role
from turnout.incidents.definitions.models.severities import Severity
from turnout.incidents.definitions.models.status_moves import StatusMove
from turnout.incidents.definitions.models.terms import Term
from turnout.incidents.definitions.models.timestamps import Duration, Timestamp
from turnout.incidents.definitions.models.types import IncidentType

__all__ = [
    "ChecklistItem",
    "Dimension",
    "Discipline",
    "Duration",
    "IncidentType",
    "Lifecycle",
    "Role",
    "Severity",
    "SeverityCriterion",
    "Status",
    "StatusCategory",
    "StatusMove",
    "Term",
    "Timestamp",
]

import_all(__name__)
