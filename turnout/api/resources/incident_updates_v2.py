"""/v2/incident_updates: where things stood, as it was told to everybody who follows."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnout.api.inside import incident_of, looked_at, narrowed, of_visible
from turnout.api.shapes.updates import LISTED_UPDATE, UPDATE
from turnout.api.wire.operation import Call
from turnout.api.wire.query import Parameters
from turnout.api.wire.resource import Resource
from turnout.api.wire.schema import Body, Given
from turnout.api.wire.values import Row, Text
from turnout.core.people.permissions import Permission
from turnout.core.values import Reading
from turnout.incidents.models import Severity, Status, Update
from turnout.incidents.room.actions.resending import RequestKey
from turnout.incidents.room.actions.talking import BODY_LENGTH, post_update


def _rows(call: Call) -> QuerySet[Update]:
    return of_visible(Update.objects.select_related("incident", "author"), call)


def _says_something(said: Given, reading: Reading) -> None:
    moves = said.get("to_incident_status_id") or said.get("to_severity_id")
    if not moves and not (said.get("message") or "").strip():
        reading.within("message").invalid(said, _("Say something, or what it moves to."))


def _create(call: Call) -> Update:
    said = call.body
    return post_update(
        incident_of(call),
        said["message"] if said["message"].strip() else _what_it_moves_to(said),
        status=said["to_incident_status_id"],
        severity=said["to_severity_id"],
        token=RequestKey(f"api:{said['idempotency_key']}"),
        by=call.person,
    )


def _what_it_moves_to(said: Given) -> str:
    """What everybody reads where whoever moves it says nothing themselves."""
    status, severity = said["to_incident_status_id"], said["to_severity_id"]
    words = [_("It is now: %(status)s.") % {"status": status.name}] if status else []
    words += [_("The severity is now: %(severity)s.") % {"severity": severity.name}] if severity else []
    return " ".join(words)


def _prepare(updates: list[Any], call: Call) -> None:
    looked_at((each.incident for each in updates), call)


updates = Resource(
    tag="Incident Updates V2",
    path="/v2/incident_updates",
    one="incident_update",
    many="incident_updates",
    about=gettext_lazy("Updates, the newest first."),
    shape=UPDATE,
    listed=LISTED_UPDATE,
    rows=_rows,
    found=narrowed,
    prepare=_prepare,
    order=("-created_at", "-pk"),
    paged=True,
    shows=False,
    query=Parameters({"incident_id": Text(most=100)}),
    writes=Permission.INCIDENTS_RESPOND,
    body=Body(
        name="IncidentUpdateCreate",
        parts={
            "incident_id": Text(most=100, required=True),
            "idempotency_key": Text(most=200, required=True),
            "message": Text(most=BODY_LENGTH),
            "to_incident_status_id": Row(of=Status.objects.all),
            "to_severity_id": Row(of=Severity.objects.all),
        },
        check=_says_something,
    ),
    create=_create,
)
