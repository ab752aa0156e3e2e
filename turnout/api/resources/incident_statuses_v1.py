"""/v1/incident_statuses: where an incident can be on its way."""

from django.utils.translation import gettext_lazy as _

from turnout.api.shapes.definitions import STATUS
from turnout.api.wire.operation import Call
from turnout.api.wire.resource import Resource
from turnout.api.wire.schema import Body, one_of
from turnout.api.wire.values import Text
from turnout.core.values import Number, Parts
from turnout.incidents.definitions.actions.definitions import add_definition, change_definition
from turnout.incidents.incident.actions.status_moves import remove_status
from turnout.incidents.models import Status, StatusCategory

_SAID: Parts = {"name": Text(most=60, required=True), "description": Text(most=300), "rank": Number()}
_CATEGORY = one_of(StatusCategory.LIVE, StatusCategory.LEARNING, StatusCategory.CLOSED)


def _create(call: Call) -> Status:
    """In the standard lifecycle, behind those there are unless a rank is given."""
    said = call.body
    made = add_definition(
        Status, name=said["name"], meaning=said["description"], category=said["category"], by=call.by
    )
    return _ranked(made, call)


def _update(status: Status, call: Call) -> Status:
    said = {"name": call.body["name"], "meaning": call.body["description"]}
    return _ranked(change_definition(status, **said, by=call.by), call)


def _ranked(status: Status, call: Call) -> Status:
    rank = call.body["rank"]
    return status if rank is None else change_definition(status, rank=rank, by=call.by)


statuses = Resource(
    tag="Incident Statuses V1",
    path="/v1/incident_statuses",
    one="incident_status",
    many="incident_statuses",
    about=_("Statuses of all lifecycles, with their categories."),
    shape=STATUS,
    rows=lambda call: Status.objects.all(),
    found=lambda rows, call: rows.filter(is_retired=False),  # old incidents name the others
    order=("rank", "pk"),
    body=Body(name="IncidentStatusCreate", parts={**_SAID, "category": _CATEGORY}),
    changes=Body(name="IncidentStatusUpdate", parts=_SAID),
    create=_create,
    update=_update,
    delete=lambda status, call: remove_status(status, by=call.by),
    deleted=202,
)
