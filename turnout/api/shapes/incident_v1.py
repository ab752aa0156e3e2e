"""An incident as the first version of the wire had it: with few statuses, and times by their names."""

from turnout.api.shapes.incident import INCIDENT, call_of
from turnout.api.wire.schema import Listed, Shape, one_of, says
from turnout.api.wire.values import Moment, Text
from turnout.incidents.models import Incident, StatusCategory

LIVE = ("investigating", "fixing", "monitoring")
MODE = one_of("real", "test", "tutorial")
STATUSES = ("triage", *LIVE, "closed", "declined")
CATEGORIES = {
    StatusCategory.TRIAGE: "triage",
    StatusCategory.LIVE: "investigating",
    StatusCategory.PAUSED: "monitoring",
    StatusCategory.DECLINED: "declined",
}


def _status(incident: Incident) -> str:
    if incident.category == StatusCategory.LIVE and incident.status.key in LIVE:
        return str(incident.status.key)
    return CATEGORIES.get(StatusCategory(incident.category), "closed")


_TIME = Shape(
    "IncidentTimestampV1",
    name=says(Text(), lambda time: time.which.name),
    last_occurred_at=says(Moment(), "at", optional=True),
)
NEWER = (
    "incident_status",
    "incident_timestamp_values",
    "duration_metrics",
    "external_issue_reference",
    "team_ids",
    "last_activity_at",
)
_OURS = {name: part for name, part in INCIDENT.parts.items() if name not in NEWER}
INCIDENT_V1 = Shape("IncidentV1", **_OURS).extended(
    "IncidentV1",
    mode=says(MODE, lambda one: one.mode if one.mode in ("test", "tutorial") else "real"),
    status=says(one_of(*STATUSES), _status),
    timestamps=says(Listed(_TIME), INCIDENT.parts["incident_timestamp_values"].of, optional=True),
)
LISTED_V1 = INCIDENT_V1.extended(
    "IncidentV1",
    name=says(Text(), lambda one: one.listed_name if one.is_discreet else one.name),
    summary=says(Text(), lambda one: None if one.is_discreet else one.summary or None, optional=True),
    call_url=says(Text(), lambda one: None if one.is_discreet else call_of(one), optional=True),
    custom_field_entries=says(
        INCIDENT.parts["custom_field_entries"].value,
        lambda one: [] if one.is_discreet else INCIDENT.parts["custom_field_entries"].of(one),  # type: ignore[operator]
    ),
)
