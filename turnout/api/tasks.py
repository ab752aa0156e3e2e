"""Tasks as the wire has them, by kind: those the reader may see, and who added each."""

from typing import Any

from django.db.models import F
from django.db.models.functions import Coalesce

from turnout.api.inside import looked_at, of_incidents
from turnout.api.wire.filters import at_time
from turnout.api.wire.operation import Call
from turnout.api.wire.query import WHERE
from turnout.core.events.models import RecordedEvent
from turnout.incidents.models import ResourceLink, Task
from turnout.incidents.room.events import TaskAdded
from turnout.incidents.room.models.tasks import TaskQuerySet

TIMES = (at_time("created_at", "created_at"), at_time("updated_at", "updated_at"))
NEWEST_FIRST = ("-created_at", "-pk")


def tasks_of(*kinds: str) -> Any:
    """The rows of a resource: tasks of these kinds (ACTION, FOLLOW_UP), each with its `updated_at`."""

    def rows(call: Call) -> TaskQuerySet:
        visible = Task.objects.visible_to(call.reader).filter(kind__in=kinds)
        said_last = Coalesce("done_at", "dropped_at", "created_at")
        return visible.select_related("owner", "incident").annotate(updated_at=said_last)

    return rows


def found(rows: Any, call: Call) -> Any:
    """Of the tasks the reader may see, those a list was asked for."""
    if call.query.get("assignee_team_id"):
        return rows.none()  # a team can't be given one yet
    return of_incidents(rows.filter(call.query[WHERE]), call)


def prepare(tasks: list[Task], call: Call) -> None:
    """Note on each who added it, as the log tells (imported ones: nobody here), and the issue it is."""
    looked_at((each.incident for each in tasks), call)
    added = RecordedEvent.objects.filter(
        verb=TaskAdded.verb, subject_id__in={task.incident_id for task in tasks}
    ).select_related("actor")
    creators = {each.data.get("task", ""): each.actor for each in added}
    issues = ResourceLink.objects.present().filter(
        is_issue=True, task__in=tasks, incident=F("task__incident")
    )
    by_task = {each.task_id: [each] for each in issues}
    for task in tasks:
        task.creator = creators.get(task.pk)  # type: ignore[attr-defined]
        task.issues = by_task.get(task.pk, [])  # type: ignore[attr-defined]
