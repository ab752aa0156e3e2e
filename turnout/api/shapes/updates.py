"""Updates: a considered word to everybody who follows."""

from turnout.api.shapes.definitions import SEVERITY, STATUS
from turnout.api.shapes.people import by
from turnout.api.wire.schema import Shape, itself, says
from turnout.api.wire.values import Moment, Text

_UPDATE = {
    "id": says(Text(), "pk"),
    "incident_id": says(Text()),
    "new_incident_status": says(STATUS, lambda update: update.status or update.incident.status),
    "new_severity": says(SEVERITY, "severity", optional=True),
    "updater": says(by("author"), itself),
    "created_at": says(Moment()),
}
UPDATE = Shape(
    "IncidentUpdate", **_UPDATE, message=says(Text(), lambda update: update.body or None, optional=True)
)
"""Of an update read with its incident. One whose words were erased has none."""


def _listed(update: object) -> str | None:
    discreet = update.incident.is_discreet  # type: ignore[attr-defined]
    return None if discreet else update.body or None  # type: ignore[attr-defined]


LISTED_UPDATE = UPDATE.extended("IncidentUpdate", message=says(Text(), _listed, optional=True))
"""As lists have them: without the words of what is read on its own page only."""
