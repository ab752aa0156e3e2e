"""/v2/actions: what is to be done while an incident goes on."""

from django.utils.translation import gettext_lazy as _

from turnout.api import tasks
from turnout.api.inside import OF_INCIDENT
from turnout.api.resources.actions_v3 import CREATE, UPDATE, create, remove, update
from turnout.api.shapes.tasks import ACTION, LISTED_ACTION
from turnout.api.wire.query import Parameters
from turnout.api.wire.resource import Resource
from turnout.core.people.permissions import Permission
from turnout.incidents.room.models import tasks as kinds

actions = Resource(
    tag="Actions V2",
    path="/v2/actions",
    one="action",
    many="actions",
    about=_("Actions, the newest first."),
    shape=ACTION,
    listed=LISTED_ACTION,
    rows=tasks.tasks_of(kinds.ACTION),
    found=tasks.found,
    prepare=tasks.prepare,
    order=tasks.NEWEST_FIRST,
    query=Parameters(OF_INCIDENT),
    writes=Permission.INCIDENTS_RESPOND,
    body=CREATE,
    changes=UPDATE,
    create=create,
    update=update,
    delete=remove,
)
