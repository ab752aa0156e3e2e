"""The log of an incident on the wire: each entry with its sentence, and what it is about as values."""

from collections.abc import Callable
from datetime import datetime
from operator import itemgetter
from typing import Any, NamedTuple

from turnout.api.shapes.definitions import ROLE, SEVERITY, STATUS, TYPE
from turnout.api.shapes.fields import ENTRY
from turnout.api.shapes.people import USER
from turnout.api.shapes.tasks import STATUS as TASK_STATUS
from turnout.api.wire.schema import Said, Shape, Written, one_of, says
from turnout.api.wire.values import Moment, Text, Whole
from turnout.incidents.models import StatusCategory

TYPE_OF = {
    "incident.raised": "status_change",
    "incident.imported": "status_change",
    "incident.accepted": "status_change",
    "incident.declined": "status_change",
    "incident.status_changed": "status_change",
    "incident.resolved": "status_change",
    "incident.reopened": "status_change",
    "incident.canceled": "status_change",
    "incident.near_miss_noted": "status_change",
    "incident.merged": "incident_merged",
    "incident.took_in": "incident_merged",
    "incident.severity_changed": "incident_update",
    "incident.update_posted": "incident_update",
    "incident.name_changed": "incident_rename",
    "incident.summary_changed": "summary_update",
    "incident.type_changed": "incident_type_changed",
    "incident.times_changed": "incident_timestamp_set",
    "incident.fields_changed": "custom_field_value_update",
    "incident.role_assigned": "role_update",
    "incident.role_ended": "role_update",
    "incident.confidentiality_changed": "incident_visibility_changed",
    "incident.access_revoked": "incident_membership_revoked",
    "incident.team_access_revoked": "incident_membership_revoked",
    "incident.link_added": "incident_attachment_added",
    "incident.file_attached": "incident_attachment_added",
    "incident.link_removed": "incident_attachment_removed",
    "incident.file_removed": "incident_attachment_removed",
    "incident.task_added": "action_created",
    "incident.task_changed": "action_updated",
    "incident.task_done": "action_updated",
    "incident.task_reopened": "action_updated",
    "incident.task_dropped": "action_updated",
    "incident.task_deleted": "action_updated",
    "incident.text_erased": "scrub",
    "review.started": "postmortem_changed",
    "review.changed": "postmortem_changed",
    "review.revised": "postmortem_changed",
    "review.published": "postmortem_changed",
}
"""By verb, the wire's word for it. What it has no word for isn't listed."""
FOLLOW_UPS = {"action_created": "follow_up_created", "action_updated": "follow_up_updated"}
"""What these are called where they are about a follow-up."""


class Activity(NamedTuple):
    """One entry of the log. `content` holds what the shape of its type takes; None where there is nothing."""

    id: str
    incident_id: str
    type: str
    title: str
    at: datetime
    recorded_at: datetime
    content: dict[str, Any] | None


def _of(name: str) -> Callable[[dict[str, Any]], Any]:
    return lambda said: said.get(name)


def _may(**parts: Written) -> dict[str, Said]:
    return {name: says(value, _of(name), optional=True) for name, value in parts.items()}


def _must(**parts: Written) -> dict[str, Said]:
    return {name: says(value, itemgetter(name)) for name, value in parts.items()}


ACTOR = Shape(
    "ActivityActor",
    **_may(user=USER, api_key=Shape("ActivityApiKey", **_must(id=Text(), name=Text()))),
)
_TASK_STATUS = one_of(*(each for each in TASK_STATUS.options if each), "deleted")
_TASK: dict[str, Written] = {"new_assignee": USER, "new_status": _TASK_STATUS, "updater": ACTOR}
_VISIBILITY = one_of("public", "private")
_CATEGORY = {StatusCategory.LIVE: "active", StatusCategory.LEARNING: "post-incident"}

SOURCE = Shape(
    "ActivitySourceIncident",
    id=says(Text(), "pk"),
    external_id=says(Whole(), "number"),
    reference=says(Text()),
    name=says(Text(), "listed_name"),
    status_category=says(
        one_of(*(_CATEGORY.get(each, each.value) for each in StatusCategory)),
        lambda incident: _CATEGORY.get(incident.category, incident.category),
    ),
    visibility=says(_VISIBILITY, lambda incident: "private" if incident.is_restricted else "public"),
)


_SHAPES = {
    "status_change": _may(new_status=STATUS, previous_status=STATUS, updater=ACTOR),
    "incident_merged": _may(source_incident=SOURCE, merger=ACTOR),
    "incident_update": {
        **_must(id=Text()),
        **_may(message=Text(), new_status=STATUS, new_severity=SEVERITY, updater=ACTOR),
    },
    "incident_rename": {**_must(new_name=Text(), previous_name=Text()), **_may(updater=ACTOR)},
    "summary_update": _may(updater=ACTOR),
    "incident_type_changed": _may(new_incident_type=TYPE, previous_incident_type=TYPE, updater=ACTOR),
    "custom_field_value_update": _may(custom_field=ENTRY.parts["custom_field"].value, updater=ACTOR),
    "role_update": _may(role=ROLE, new_assignee=USER, previous_assignee=USER, updater=ACTOR),
    "incident_visibility_changed": {
        **_must(new_visibility=_VISIBILITY, previous_visibility=_VISIBILITY),
        **_may(updater=ACTOR),
    },
    "action_created": {**_must(action_id=Text()), **_may(actor=ACTOR)},
    "action_updated": {**_must(action_id=Text()), **_may(**_TASK)},
    "follow_up_created": {**_must(follow_up_id=Text()), **_may(actor=ACTOR)},
    "follow_up_updated": {**_must(follow_up_id=Text()), **_may(new_title=Text(), **_TASK)},
}
CONTENT = Shape(
    "ActivityContent",
    **_may(
        **{
            type: Shape("Activity" + type.title().replace("_", ""), **parts)
            for type, parts in _SHAPES.items()
        }
    ),
)
WITH_CONTENT = frozenset(_SHAPES)


def _content(entry: Activity) -> dict[str, Any] | None:
    return None if entry.content is None else {entry.type: entry.content}


ACTIVITY = Shape(
    "ActivityLogEntry",
    id=says(Text()),
    incident_id=says(Text()),
    type=says(one_of(*dict.fromkeys([*TYPE_OF.values(), *FOLLOW_UPS.values()]))),
    title=says(Text()),
    content=says(CONTENT, _content, optional=True),
    occurred_at=says(Moment(), "at"),
    created_at=says(Moment(), "recorded_at"),
)
