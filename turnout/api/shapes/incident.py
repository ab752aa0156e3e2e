"""An incident on the wire: whole as on its own page, and discreet as in lists."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings

from turnout.api.shapes.definitions import (
    ROLE_V1,
    SEVERITY,
    STATUS,
    TIMESTAMP,
    TIMESTAMPS,
    TYPE,
    Named,
    timestamps,
)
from turnout.api.shapes.fields import ENTRY, held_by
from turnout.api.shapes.issues import ISSUE, own_issue_of
from turnout.api.shapes.people import USER, by
from turnout.api.wire.schema import Listed, Shape, itself, one_of, says
from turnout.api.wire.values import Moment, Text, Whole
from turnout.core.lib.cached_tables import cached_table
from turnout.incidents.incident.timestamps import durations_of, times_of
from turnout.incidents.models import Incident, Timestamp

MODES = ("standard", "retrospective", "test", "tutorial")

ASSIGNMENT = Shape(
    "IncidentRoleAssignment",
    role=says(ROLE_V1),
    assignee=says(USER, "person", optional=True),
)


class _Time(NamedTuple):
    which: Named
    at: datetime | None


TIME = Shape(
    "IncidentTimestampWithValue",
    incident_timestamp=says(TIMESTAMP, "which"),
    value=says(
        Shape("IncidentTimestampValue", value=says(Moment(), itself, optional=True)), "at", optional=True
    ),
)

DURATION = Shape(
    "DurationMetricWithValue",
    duration_metric=says(Shape("DurationMetric", id=says(Text(), "pk"), name=says(Text())), "duration"),
    status=says(
        one_of("success", "timestamps_missing"),
        lambda took: "timestamps_missing" if took.length is None else "success",
    ),
    value_seconds=says(
        Whole(), lambda took: None if took.length is None else int(took.length.total_seconds()), optional=True
    ),
)


def _times(incident: Incident) -> Iterator[_Time]:
    names, times = timestamps(), times_of(incident)
    for id, (_name, column) in TIMESTAMPS.items():
        yield _Time(names[id], times[column])
    for own in cached_table(Timestamp).values():
        if own.key in times:
            yield _Time(names[own.pk], times[own.key])


def call_of(incident: Incident) -> str | None:
    """The link of its call, if it was read with it."""
    return getattr(incident, "call_link", None)


def _nothing(_of: Any) -> str:
    return ""


INCIDENT = Shape(
    "Incident",
    id=says(Text(), "pk"),
    reference=says(Text()),
    name=says(Text()),
    summary=says(Text(), lambda incident: incident.summary or None, optional=True),
    permalink=says(
        Text(), lambda incident: f"{settings.PUBLIC_URL}/incidents/{incident.number}/", optional=True
    ),
    call_url=says(Text(), call_of, optional=True),
    visibility=says(
        one_of("public", "private"), lambda incident: "private" if incident.is_restricted else "public"
    ),
    mode=says(one_of(*MODES)),
    incident_status=says(STATUS, "status"),
    severity=says(SEVERITY, optional=True),
    incident_type=says(TYPE, "type", optional=True),
    creator=says(by("reporter"), itself),
    incident_role_assignments=says(Listed(ASSIGNMENT), "holders"),
    incident_timestamp_values=says(Listed(TIME), _times, optional=True),
    duration_metrics=says(Listed(DURATION), lambda incident: durations_of(times_of(incident)), optional=True),
    custom_field_entries=says(Listed(ENTRY), held_by),
    external_issue_reference=says(ISSUE, own_issue_of, optional=True),
    team_ids=says(Listed(Text()), lambda incident: ()),
    slack_team_id=says(Text(), _nothing),
    slack_channel_id=says(Text(), _nothing),
    created_at=says(Moment(), "reported_at"),
    updated_at=says(Moment(), "changed_at"),
    last_activity_at=says(Moment(), "changed_at"),
)
"""Of an incident read `complete`."""


def listed_incident(one: Incident) -> dict[str, Any]:
    """The same as lists have it: without the words of what is read on its own page only."""
    said = INCIDENT.write(one)
    if one.is_discreet:
        said |= {"name": one.listed_name, "custom_field_entries": []}
        for name in ("summary", "call_url", "external_issue_reference"):
            said.pop(name, None)
    return said
