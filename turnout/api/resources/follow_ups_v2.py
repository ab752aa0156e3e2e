"""/v2/follow_ups: what is to be done after an incident."""

from django.utils.translation import gettext_lazy as _

from turnout.api import tasks
from turnout.api.inside import OF_INCIDENT
from turnout.api.shapes.tasks import FOLLOW_UP, LISTED_FOLLOW_UP
from turnout.api.wire.query import Parameters
from turnout.api.wire.resource import Resource
from turnout.api.wire.values import Text
from turnout.incidents.room.models import tasks as kinds

follow_ups = Resource(
    tag="Follow-ups V2",
    path="/v2/follow_ups",
    one="follow_up",
    many="follow_ups",
    about=_("Follow-ups, the newest first."),
    shape=FOLLOW_UP,
    listed=LISTED_FOLLOW_UP,
    rows=tasks.tasks_of(kinds.FOLLOW_UP),
    found=tasks.found,
    prepare=tasks.prepare,
    order=tasks.NEWEST_FIRST,
    query=Parameters({**OF_INCIDENT, "assignee_team_id": Text(most=100)}),
)
