"""Actions and follow-ups: what is to be done about an incident, and after it."""

from typing import TypeVar

from turnout.api.shapes.issues import ISSUE, issue_of
from turnout.api.shapes.people import USER, by
from turnout.api.wire.schema import Listed, Shape, itself, one_of, says
from turnout.api.wire.values import Moment, Text
from turnout.core.values import YesNo
from turnout.incidents.models import Task

T = TypeVar("T")
STATUS = one_of("outstanding", "completed", "not_doing")


def _status(task: Task) -> str:
    return "completed" if task.done_at else "not_doing" if task.dropped_at else "outstanding"


def _unless_discreet(task: Task, said: T) -> T | None:
    return None if task.incident.is_discreet else said


_TASK = {
    "id": says(Text(), "pk"),
    "incident_id": says(Text()),
    "creator": says(by("creator"), itself),
    "assignee": says(USER, "owner", optional=True),
    "status": says(STATUS, _status),
    "created_at": says(Moment()),
    "updated_at": says(Moment(), lambda task: task.done_at or task.dropped_at or task.created_at),
    "completed_at": says(Moment(), "done_at", optional=True),
}
ACTION = Shape("Action", **_TASK, description=says(Text(), "title"))
FOLLOW_UP = Shape(
    "FollowUp",
    **_TASK,
    title=says(Text()),
    description=says(Text(), lambda task: task.description or None, optional=True),
    external_issue_reference=says(ISSUE, issue_of, optional=True),
    labels=says(Listed(Text()), lambda task: ()),
)
"""Of a task whose `creator` and `issues` were noted on it."""

LISTED_ACTION = ACTION.extended("Action", description=says(Text(), "listed_title"))
LISTED_FOLLOW_UP = FOLLOW_UP.extended(
    "FollowUp",
    title=says(Text(), "listed_title"),
    description=says(Text(), lambda task: _unless_discreet(task, task.description or None), optional=True),
    external_issue_reference=says(ISSUE, lambda task: _unless_discreet(task, issue_of(task)), optional=True),
)
"""As lists have them: without the words of what is read on its own page only."""

_IN_V1 = {name: part for name, part in _TASK.items() if name != "creator"}
TASK_V1 = Shape(
    "TaskV1",
    **_IN_V1,
    description=says(Text(), "title", optional=True),
    follow_up=says(YesNo(), "is_follow_up"),
    external_issue_reference=says(ISSUE, issue_of, optional=True),
)
LISTED_TASK_V1 = TASK_V1.extended(
    "TaskV1",
    description=says(Text(), "listed_title", optional=True),
    external_issue_reference=says(ISSUE, lambda task: _unless_discreet(task, issue_of(task)), optional=True),
)
"""Both kinds together, as the first version of the wire has them."""
