"""/v3/follow_ups: what is to be done after an incident, and the issue elsewhere that it is."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnout.api import tasks
from turnout.api.actions.tasks import add_from_issue, set_task
from turnout.api.inside import OF_INCIDENT, incident_of
from turnout.api.shapes.issues import PROVIDER, name_of_issue, provider_of
from turnout.api.shapes.tasks import FOLLOW_UP, LISTED_FOLLOW_UP, STATUS
from turnout.api.wire.errors import fault, invalid
from turnout.api.wire.operation import Action, Answer, Call
from turnout.api.wire.query import Parameters
from turnout.api.wire.resource import Resource, found_by_id
from turnout.api.wire.schema import Body, Shape, says
from turnout.api.wire.values import Row, Text, refuses
from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission
from turnout.core.values import Link, Parts
from turnout.incidents.models import Task
from turnout.incidents.room.actions.issues import connect_issue
from turnout.incidents.room.actions.tasks import DESCRIPTION_LENGTH, TITLE_LENGTH, add_task, delete_task
from turnout.incidents.room.models import tasks as kinds

TAG, PATH = "Follow-ups V3", "/v3/follow_ups"
ROWS = tasks.tasks_of(kinds.FOLLOW_UP)
QUERY: Parts = {**OF_INCIDENT, "assignee_team_id": Text(most=100)}
_SAID: Parts = {
    "title": Text(most=TITLE_LENGTH, required=True),
    "description": Text(most=DESCRIPTION_LENGTH),
    "assignee_id": Row(of=Person.objects.active),
    "assignee_team_id": refuses(gettext_lazy("Follow-ups are for people here, not for teams.")),
    "follow_up_priority_option_id": refuses(gettext_lazy("Follow-ups have no priorities here.")),
    "follow_up_category_id": refuses(gettext_lazy("Follow-ups have no categories here.")),
    "labels": refuses(gettext_lazy("Follow-ups have no labels here.")),
}
CREATE = Body(
    name="FollowUpCreate",
    parts={
        "incident_id": Text(most=100, required=True),
        **_SAID,
        "external_issue_reference_id": refuses(
            gettext_lazy("Connect the issue by its address, once there is the follow-up.")
        ),
    },
)
UPDATE = Body(name="FollowUpUpdate", parts={**_SAID, "status": STATUS})
CONNECT = Body(name="FollowUpIssue", parts={"provider": PROVIDER, "url": Link(required=True)})


def create(call: Call) -> Task:
    """The follow-up that CREATE says. Raises ApiError for an incident the reader can't see, and for a key."""
    said = call.body
    return add_task(
        incident_of(call),
        said["title"],
        description=said["description"],
        kind=kinds.FOLLOW_UP,
        owner=said["assignee_id"],
        by=call.person,
    )


def update(task: Task, call: Call) -> Task:
    """Set all that UPDATE says of this follow-up. Raises NotPossible, and ApiError for a key."""
    said = call.body
    return set_task(
        task,
        title=said["title"],
        description=said["description"],
        owner=said["assignee_id"],
        status=said["status"],
        by=call.person,
    )


def remove(task: Task, call: Call) -> None:
    """Raises ApiError for a key of the organization's own: only a person can do this."""
    delete_task(task, by=call.person)


def connect(call: Call) -> Answer:
    """One that is another issue already stays that."""
    task, url = found_by_id(ROWS(call), call.id), call.body["url"]
    connect_issue(task, url, name_of_issue(url), system=call.body["provider"], by=call.person)
    return _answer(task, call)


def _answer(task: Task, call: Call) -> Answer:
    tasks.prepare([task], call)
    return {"follow_up": FOLLOW_UP.write(task)}


def _create_from_link(call: Call) -> Answer:
    """Its title is what the address tells; Turnout doesn't ask the other tool."""
    url = call.body["url"]
    provider = provider_of(url)
    if provider is None:
        message = _("Turnout can't tell whose issue this is. Create a follow-up, then connect it.")
        raise invalid(fault("not_supported", message, "url"))
    task = add_from_issue(incident_of(call), url, name_of_issue(url), system=provider, by=call.person)
    return _answer(task, call)


follow_ups = Resource(
    tag=TAG,
    path=PATH,
    one="follow_up",
    many="follow_ups",
    about=gettext_lazy("Follow-ups, the newest first."),
    shape=FOLLOW_UP,
    listed=LISTED_FOLLOW_UP,
    rows=ROWS,
    found=tasks.found,
    prepare=tasks.prepare,
    order=tasks.NEWEST_FIRST,
    paged=True,
    query=Parameters(QUERY, tasks.TIMES),
    writes=Permission.INCIDENTS_RESPOND,
    body=CREATE,
    changes=UPDATE,
    create=create,
    update=update,
    delete=remove,
)
connecting = Action(
    tag=TAG, name="ConnectExternalIssue", method="POST", path=f"{PATH}/{{id}}/actions/connect_external_issue",
    about=gettext_lazy("Note the issue that it is in another tool."),
    permission=Permission.INCIDENTS_RESPOND, do=connect, body=CONNECT,
    answers=Shape("FollowUpsV3Answer", follow_up=says(FOLLOW_UP)),
)  # fmt: skip
from_link = Action(
    tag=TAG, name="CreateFromLink", method="POST", path=f"{PATH}/actions/create_from_link",
    about=gettext_lazy("Create one that is an issue in another tool."),
    permission=Permission.INCIDENTS_RESPOND, do=_create_from_link, status=201,
    body=Body(
        name="FollowUpFromLink",
        parts={"incident_id": Text(most=100, required=True), "url": Link(required=True)},
    ),
    answers=Shape("FollowUpsV3Answer", follow_up=says(FOLLOW_UP)),
)  # fmt: skip
