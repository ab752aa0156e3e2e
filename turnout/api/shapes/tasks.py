"""Actions and follow-ups: what is to be done about an incident, and after it."""

from turnout.api.shapes.people import USER, by
from turnout.api.wire.schema import Listed, Shape, itself, one_of, says
from turnout.api.wire.values import Moment, Text
from turnout.incidents.models import Task

STATUS = one_of("outstanding", "completed", "not_doing")


def _status(task: Task) -> str:
    return "completed" if task.done_at else "not_doing" if task.dropped_at else "outstanding"


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
FOLLOW_UP = Shape("FollowUp", **_TASK, title=says(Text()), labels=says(Listed(Text()), lambda task: ()))
"""Of a task whose `creator` was noted on it."""

LISTED_ACTION = ACTION.extended("Action", description=says(Text(), "listed_title"))
LISTED_FOLLOW_UP = FOLLOW_UP.extended("FollowUp", title=says(Text(), "listed_title"))
"""As lists have them: without the words of what is read on its own page only."""
