"""What rules can ask about an incident, reported or about to be."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from turnout.core.conditions import Option, Reference, Scope
from turnout.core.conditions.references import CHOICE, FLAG, RANKED, TEXT
from turnout.core.lib.cached_tables import cached_table
from turnout.incidents.definitions.models import Discipline, IncidentType, Severity
from turnout.incidents.fields.scope_fields import field_references
from turnout.incidents.incident.models import Incident


def _severities() -> Iterable[Option]:
    return [Option(str(each.rank), str(each)) for each in cached_table(Severity).values()]


def _types() -> Iterable[Option]:
    return [Option(each.key, f"“{each.invitation}”") for each in cached_table(IncidentType).values()]


def _disciplines() -> Iterable[Option]:
    return [Option(each.key, each.name) for each in cached_table(Discipline).values()]


def _severity(incident: Incident) -> str | None:
    return str(incident.severity.rank) if incident.severity else None


def _type(incident: Incident) -> str | None:
    return incident.type.key if incident.type else None


INCIDENT_SCOPE = Scope(
    Reference("severity", _("the severity"), RANKED, _severity, _severities),
    Reference("type", _("the type"), CHOICE, _type, _types),
    Reference(
        "department",
        _("the department"),
        CHOICE,
        lambda incident: incident.discipline_id,
        _disciplines,
        formerly="discipline",
    ),
    Reference("place", _("the location"), TEXT, lambda incident: incident.place),
    Reference("private", _("it is private"), FLAG, lambda incident: incident.is_restricted),
    more=field_references,
)
"""Values are keys and ranks, never ids: a rule reads the same in every install."""
