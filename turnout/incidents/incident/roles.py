"""Which parts an incident needs somebody for."""

from turnout.core.lib.cached_tables import cached_table
from turnout.incidents.definitions.models import Role
from turnout.incidents.incident.models import Incident


def is_needed(role: Role, incident: Incident) -> bool:
    """Whether an incident like this, where it is now, needs somebody in this role."""
    if incident.category not in role.needed_in:
        return False
    if role.needed_from is None:
        return True
    return incident.severity is not None and incident.severity.rank <= role.needed_from


def missing_roles(incident: Incident) -> list[Role]:
    """Those it needs and nobody holds."""
    held = {each.role_id for each in incident.holders}
    return [role for role in cached_table(Role).values() if role.pk not in held and is_needed(role, incident)]
