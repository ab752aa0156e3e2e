"""What is in incidents: found only where the reader may see the incident, and noted as a look at it."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import Exists, Model, OuterRef, QuerySet
from django.utils.translation import gettext as _

from turnout.api.shapes.incident import MODES
from turnout.api.wire.errors import fault, invalid
from turnout.api.wire.operation import Call
from turnout.api.wire.schema import says
from turnout.api.wire.values import Moment, Text
from turnout.core.lib.ids import is_id
from turnout.core.values import Choice, Parts
from turnout.incidents.incident.actions.looks import API, note_looks
from turnout.incidents.models import Incident
from turnout.incidents.raising.actions.streams import MOST as MOST_STREAMS

R = TypeVar("R", bound=Model)
SHOWN = ("standard", "retrospective")  # unless others are asked for
OF_INCIDENT: Parts = {"incident_id": Text(most=100), "incident_mode": Choice(of=MODES)}
"""The parameters that narrow a list to some incidents."""
ADMITTED = {
    "id": says(Text(), lambda access: str(access.pk)),
    "incident_id": says(Text()),
    "created_at": says(Moment(), "granted_at"),
    "updated_at": says(Moment(), "granted_at"),
}
"""What is said of anybody who was let into an incident."""


def of_incidents(rows: "QuerySet[Any]", call: Call) -> "QuerySet[Any]":
    """Those of the incident and mode that were asked for."""
    mode = call.query["incident_mode"]
    return narrowed(rows, call).filter(incident__mode__in=[mode] if mode else SHOWN)


def of_visible(rows: "QuerySet[R]", call: Call) -> "QuerySet[R]":
    """Those of incidents that the reader may see. Asked row by row: the list of all that they see is long."""
    return rows.filter(Exists(Incident.objects.visible_to(call.reader).filter(pk=OuterRef("incident"))))


def narrowed(rows: "QuerySet[R]", call: Call) -> "QuerySet[R]":
    """Those of the incident that was asked for, if one was."""
    id = call.query["incident_id"]
    if not id:
        return rows
    return rows.filter(incident=id) if is_id(id) else rows.none()


def one_visible(id: str, call: Call) -> Incident | None:
    """The incident with this id, if the reader may see it."""
    return Incident.objects.visible_to(call.reader).filter(pk=id).first() if is_id(id) else None


def with_its_streams(call: Call) -> dict[str, Incident]:
    """The incident that was asked for and its streams, by id; none where the reader may not see it."""
    incident = one_visible(call.query["incident_id"], call)
    if incident is None:
        return {}
    streams = Incident.objects.visible_to(call.reader).filter(parent=incident)[:MOST_STREAMS]
    return {each.pk: each for each in (incident, *streams)}


def incident_of(call: Call) -> Incident:
    """The incident a body names by `incident_id`, if the reader may see it. Raises ApiError."""
    found = one_visible(call.body["incident_id"], call)
    if found is None:
        raise invalid(fault("not_found", _("There's none with this id."), "incident_id"))
    return found


def looked_at(incidents: Iterable[Incident], call: Call) -> None:
    """Note that the reader read something of these."""
    note_looks({each.pk: each for each in incidents}.values(), by=call.reader, door=API)
