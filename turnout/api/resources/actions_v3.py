"""/v3/actions: what is to be done while an incident goes on, to be added and changed as well."""

from django.utils.translation import gettext_lazy as _

from turnout.api import tasks
from turnout.api.actions.tasks import set_task
from turnout.api.inside import OF_INCIDENT, incident_of
from turnout.api.shapes.tasks import ACTION, LISTED_ACTION, STATUS
from turnout.api.wire.operation import Call
from turnout.api.wire.query import Parameters
from turnout.api.wire.resource import Resource
from turnout.api.wire.schema import Body
from turnout.api.wire.values import Row, Text
from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission
from turnout.core.values import Parts
from turnout.incidents.models import Task
from turnout.incidents.room.actions.tasks import TITLE_LENGTH, add_task, delete_task
from turnout.incidents.room.models import tasks as kinds

_SAID: Parts = {
    "description": Text(most=TITLE_LENGTH, required=True),
    "assignee_id": Row(of=Person.objects.active),
}


CREATE = Body(name="ActionCreate", parts={"incident_id": Text(most=100, required=True), **_SAID})
UPDATE = Body(name="ActionUpdate", parts={**_SAID, "status": STATUS})


def create(call: Call) -> Task:
    """The action that CREATE says. Raises ApiError for an incident the reader may not see, and for a key."""
    said = call.body
    return add_task(incident_of(call), said["description"], owner=said["assignee_id"], by=call.person)


def update(task: Task, call: Call) -> Task:
    """Set all that UPDATE says of this action. Raises NotPossible, and ApiError for a key."""
    said = call.body
    return set_task(
        task,
        title=said["description"],
        description=task.description,
        owner=said["assignee_id"],
        status=said["status"],
        by=call.person,
    )


def remove(task: Task, call: Call) -> None:
    """Raises ApiError for a key of the organization's own: only a person can do this."""
    delete_task(task, by=call.person)


actions = Resource(
    tag="Actions V3",
    path="/v3/actions",
    one="action",
    many="actions",
    about=_("Actions, the newest first."),
    shape=ACTION,
    listed=LISTED_ACTION,
    rows=tasks.tasks_of(kinds.ACTION),
    found=tasks.found,
    prepare=tasks.prepare,
    order=tasks.NEWEST_FIRST,
    paged=True,
    query=Parameters(OF_INCIDENT, tasks.TIMES),
    writes=Permission.INCIDENTS_RESPOND,
    body=CREATE,
    changes=UPDATE,
    create=create,
    update=update,
    delete=remove,
)
