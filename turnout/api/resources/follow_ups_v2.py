"""/v2/follow_ups: what is to be done after an incident."""

from django.utils.translation import gettext_lazy as _

from turnout.api import tasks
from turnout.api.resources.follow_ups_v3 import (
    CONNECT,
    CREATE,
    QUERY,
    ROWS,
    UPDATE,
    connect,
    create,
    remove,
    update,
)
from turnout.api.shapes.tasks import FOLLOW_UP, LISTED_FOLLOW_UP
from turnout.api.wire.operation import Action
from turnout.api.wire.query import Parameters
from turnout.api.wire.resource import Resource
from turnout.api.wire.schema import Shape, says
from turnout.core.people.permissions import Permission

TAG, PATH = "Follow-ups V2", "/v2/follow_ups"
follow_ups = Resource(
    tag=TAG,
    path=PATH,
    one="follow_up",
    many="follow_ups",
    about=_("Follow-ups, the newest first."),
    shape=FOLLOW_UP,
    listed=LISTED_FOLLOW_UP,
    rows=ROWS,
    found=tasks.found,
    prepare=tasks.prepare,
    order=tasks.NEWEST_FIRST,
    query=Parameters(QUERY),
    writes=Permission.INCIDENTS_RESPOND,
    body=CREATE,
    changes=UPDATE,
    create=create,
    update=update,
    delete=remove,
)
connecting = Action(
    tag=TAG, name="ConnectExternalIssue", method="POST", path=f"{PATH}/{{id}}/actions/connect_external_issue",
    about=_("Note the issue that it is in another tool."),
    permission=Permission.INCIDENTS_RESPOND, do=connect, body=CONNECT,
    answers=Shape("FollowUpsV2Answer", follow_up=says(FOLLOW_UP)),
)  # fmt: skip
