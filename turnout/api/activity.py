"""Entries of the log with what they are about, read together: a handful of questions for a page of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from turnout.api.shapes.activity import FOLLOW_UPS, TYPE_OF, WITH_CONTENT, Activity
from turnout.api.wire.operation import Call
from turnout.core.events.actors import ActorKind
from turnout.core.events.models import RecordedEvent
from turnout.core.events.subjects import something_new
from turnout.core.events.types import people_in, sentence_of
from turnout.core.lib.cached_tables import cached_table
from turnout.core.people.models import Person
from turnout.incidents.definitions.models.labels import OPEN
from turnout.incidents.models import CustomField, Incident, IncidentType, Role, Status, Task, Update
from turnout.incidents.room.events import TaskAdded
from turnout.incidents.room.models.tasks import FOLLOW_UP

_NEW_STATUS = {
    "incident.task_done": "completed",
    "incident.task_dropped": "not_doing",
    "incident.task_reopened": "outstanding",
    "incident.task_deleted": "deleted",
}


@dataclass(frozen=True)
class _Known:
    """What the entries name, by id."""

    people: dict[str, Person]
    updates: dict[str, Update]
    incidents: dict[str, Incident]  # those the reader may see
    follow_ups: set[str]  # those tasks that are some

    def person(self, id: str | None) -> Person | None:
        return self.people.get(id) if id else None


def activities(rows: list[RecordedEvent], among: dict[str, Incident], call: Call) -> list[Activity]:
    """As the wire has them. Of what is discreet it is only said what type of thing happened, and when.

    among  their incidents, by id
    """
    known = _known(rows, call)
    names = {pk: person.name for pk, person in known.people.items()}
    return [_activity(row, among[row.subject_id], known, names) for row in rows]


def _activity(row: RecordedEvent, incident: Incident, known: _Known, names: dict[str, str]) -> Activity:
    type = TYPE_OF[row.verb]
    if row.data.get("task") in known.follow_ups:
        type = FOLLOW_UPS.get(type, type)
    return Activity(
        id=str(row.pk),
        incident_id=incident.pk,
        type=type,
        title=something_new(incident.reference) if incident.is_discreet else sentence_of(row, names),
        at=row.at,
        recorded_at=row.recorded_at,
        content=_content(row, type, known) if type in WITH_CONTENT and not incident.is_discreet else None,
    )


def _known(rows: list[RecordedEvent], call: Call) -> _Known:
    def named(field: str) -> set[str]:
        return {row.data[field] for row in rows if row.data.get(field)}

    actors = {row.actor_id for row in rows if row.actor_id}
    return _Known(
        people=Person.objects.in_bulk(people_in(rows) | actors),
        updates=Update.objects.in_bulk(named("update")),
        incidents=Incident.objects.visible_to(call.reader).in_bulk(named("incident")),
        follow_ups=_follow_ups(rows, named("task")),
    )


def _follow_ups(rows: Iterable[RecordedEvent], tasks: set[str]) -> set[str]:
    """Those of them that are follow-ups, or were before they were deleted."""
    kinds = dict(Task.objects.filter(pk__in=tasks).values_list("pk", "kind"))
    if gone := tasks - kinds.keys():
        subjects = {row.subject_id for row in rows if row.data.get("task") in gone}
        added = RecordedEvent.objects.filter(
            verb=TaskAdded.verb, subject_id__in=subjects, data__task__in=list(gone)
        )
        kinds |= {each.data["task"]: each.data.get("kind", "") for each in added}
    return {pk for pk, kind in kinds.items() if kind == FOLLOW_UP}


def _content(row: RecordedEvent, type: str, known: _Known) -> dict[str, Any] | None:
    """What the shape of this type takes; None where this version, or the row, doesn't know it."""
    said, who = row.event, {"updater": _actor(row, known)}
    match type:
        case "status_change":
            return {**who, **_statuses(said)}
        case "incident_merged":
            source = known.incidents.get(getattr(said, "incident", ""))
            return {"merger": who["updater"], "source_incident": source}
        case "incident_update":
            update = known.updates.get(getattr(said, "update", ""))
            return {**who, **_update(update)} if update else None
        case "incident_rename":
            return {**who, "new_name": said.now, "previous_name": said.was}
        case "incident_type_changed":
            types = cached_table(IncidentType)
            now, was = types.get(said.now_id), types.get(said.was_id)
            return {**who, "new_incident_type": now, "previous_incident_type": was}
        case "custom_field_value_update":
            fields = [cached_table(CustomField).get(each) for each in said.field_ids]
            return {**who, "custom_field": fields[0] if len(fields) == 1 else None}
        case "role_update":
            return {**who, **_role(said, known)}
        case "incident_visibility_changed":
            return {**who, **_visibility(said)} if said.was else None
        case "action_created" | "follow_up_created":
            return {"actor": who["updater"], **_task(row, type, known)}
        case "action_updated" | "follow_up_updated":
            return {**who, **_task(row, type, known)}
    return who


def _actor(row: RecordedEvent, known: _Known) -> dict[str, Any]:
    """Nobody for Turnout itself, and for whoever isn't named."""
    doer = row.doer
    if doer.kind == ActorKind.API_KEY:
        return {"api_key": {"id": doer.id, "name": doer.label}}
    return {"user": known.person(row.actor_id)}


def _statuses(said: Any) -> dict[str, Any]:
    statuses = cached_table(Status)
    now = getattr(said, "now_id", "") or getattr(said, "status_id", "")
    return {"new_status": statuses.get(now), "previous_status": statuses.get(getattr(said, "was_id", ""))}


def _update(update: Update) -> dict[str, Any]:
    return {
        "id": update.pk,
        "message": update.body or None,
        "new_status": update.status,
        "new_severity": update.severity,
    }


def _role(said: Any, known: _Known) -> dict[str, Any]:
    person, is_over = known.person(said.person), not hasattr(said, "was")
    return {
        "role": cached_table(Role).get(said.role_id),
        "new_assignee": None if is_over else person,
        "previous_assignee": person if is_over else known.person(said.was),
    }


def _visibility(said: Any) -> dict[str, str]:
    labels = {"new_visibility": said.now, "previous_visibility": said.was}
    return {name: "public" if label == OPEN else "private" for name, label in labels.items()}


def _task(row: RecordedEvent, type: str, known: _Known) -> dict[str, Any]:
    is_follow_up, said = type.startswith("follow_up"), row.event
    found = {"follow_up_id" if is_follow_up else "action_id": said.task}
    if row.verb == "incident.task_changed":
        found |= {"new_assignee": known.person(said.owner), "new_title": said.title}
    return found | {"new_status": _NEW_STATUS.get(row.verb)}
