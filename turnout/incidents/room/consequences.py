"""What a new status or role brings in the same transaction: the checklist."""

from turnout.core.events.reacting import consequence_of
from turnout.core.people.models import Person
from turnout.incidents.access.events import RoleAssigned
from turnout.incidents.incident.events import (
    IncidentAccepted,
    IncidentCanceled,
    IncidentDeclined,
    IncidentReopened,
    IncidentResolved,
    NearMissNoted,
    StatusChanged,
    TypeChanged,
)
from turnout.incidents.incident.models import Incident
from turnout.incidents.room.actions.checklists import hand_items_over, take_checklist
from turnout.incidents.room.actions.merging import bring_tasks_back


@consequence_of(
    IncidentAccepted,
    IncidentCanceled,
    IncidentDeclined,
    IncidentReopened,
    IncidentResolved,
    NearMissNoted,
    StatusChanged,
)
def bring_back_what_moved_along(incident: Incident, event: object, by: Person | None) -> None:
    """Bring back what moved along when it was merged, now that it is on its own again."""
    bring_tasks_back(incident, by=by)


@consequence_of(
    IncidentAccepted, IncidentResolved, IncidentReopened, NearMissNoted, StatusChanged, TypeChanged
)
def bring_checklist(incident: Incident, event: object, by: Person | None) -> None:
    """Add the checklist items that are due in this status."""
    take_checklist(incident)


@consequence_of(RoleAssigned)
def hand_checklist_over(incident: Incident, event: RoleAssigned, by: Person | None) -> None:
    """Give the new role holder the items that waited for the role."""
    hand_items_over(incident, event.role_id, event.person)
