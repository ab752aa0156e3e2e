"""/v1/actions: actions and follow-ups together."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from turnout.api import tasks
from turnout.api.inside import SHOWN, narrowed
from turnout.api.shapes.tasks import LISTED_TASK_V1, TASK_V1
from turnout.api.wire.operation import Call
from turnout.api.wire.query import Parameters
from turnout.api.wire.resource import Resource
from turnout.api.wire.values import Text, Whether
from turnout.core.values import Choice
from turnout.incidents.room.models.tasks import ACTION, FOLLOW_UP

MODES = {"real": SHOWN, "test": ("test",), "tutorial": ("tutorial",)}


def _found(rows: Any, call: Call) -> Any:
    is_follow_up = call.query["is_follow_up"]
    if is_follow_up is not None:
        rows = rows.filter(kind=FOLLOW_UP if is_follow_up else ACTION)
    return narrowed(rows, call).filter(incident__mode__in=MODES[call.query["incident_mode"] or "real"])


actions = Resource(
    tag="Actions V1",
    path="/v1/actions",
    one="action",
    many="actions",
    about=_("Actions and follow-ups, the newest first."),
    shape=TASK_V1,
    listed=LISTED_TASK_V1,
    rows=tasks.tasks_of(ACTION, FOLLOW_UP),
    found=_found,
    prepare=tasks.prepare,
    order=tasks.NEWEST_FIRST,
    query=Parameters(
        {
            "incident_id": Text(most=100),
            "is_follow_up": Whether(),
            "incident_mode": Choice(of=tuple(MODES)),
        }
    ),
)
