"""/v1/incidents: the same incidents as in V2, with the few statuses that the first version knew."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from turnout.api.actions.creating import create_incident
from turnout.api.incident_bodies import CREATE, counted, refuse_deciding, wanted
from turnout.api.incidents import complete
from turnout.api.inside import SHOWN, looked_at
from turnout.api.shapes.incident_v1 import CATEGORIES, INCIDENT_V1, LISTED_V1, LIVE, STATUSES
from turnout.api.wire.operation import Action, Answer, Call
from turnout.api.wire.query import Parameters
from turnout.api.wire.resource import Resource, found_by_id
from turnout.api.wire.schema import Body, Shape, says
from turnout.api.wire.values import ignores
from turnout.core.people.permissions import Permission
from turnout.core.values import Choice, Choices
from turnout.incidents.models import Incident, Status, StatusCategory

TAG, PATH = "Incidents V1", "/v1/incidents"
MODES = {"real": "standard", "test": "test"}


def _rows(call: Call) -> Any:
    return complete(Incident.objects.visible_to(call.reader))


def _found(rows: Any, call: Call) -> Any:
    rows = rows.filter(mode__in=SHOWN)
    if asked := call.query["status"]:
        categories = [each for each in StatusCategory if CATEGORIES.get(each, "closed") in asked]
        rows = rows.filter(category__in=categories) | rows.filter(status__key__in=set(asked) & set(LIVE))
    return rows


NEWER = (
    "incident_status_id",
    "incident_timestamp_values",
    "retrospective_incident_options",
    "slack_channel_name_override",
)
_PARTS = {name: part for name, part in CREATE.parts.items() if name not in NEWER}
_BODY = Body(
    name="IncidentCreateV1",
    parts={
        **_PARTS,
        "mode": Choice(of=MODES, default="real"),
        "status": Choice(of=STATUSES),
        "source_message_channel_id": ignores(),
        "source_message_timestamp": ignores(),
    },
)


def _create(call: Call) -> Answer:
    said = call.body
    asked = wanted(
        {
            **said,
            "mode": MODES[said["mode"]],
            "incident_status_id": _status_called(said["status"]),
            "incident_timestamp_values": {},
        }
    )
    if not call.reader.may(Permission.INCIDENTS_RESPOND):
        refuse_deciding(asked)
    made = create_incident(asked, key=said["idempotency_key"], by=call.by)
    incident = found_by_id(_rows(call), made.pk)
    looked_at([incident], call)
    return {"incident": INCIDENT_V1.write(incident)}


def _status_called(word: str) -> Status | None:
    """The status of the standard lifecycle that is meant; None where it waits in triage anyway."""
    if word in ("", "triage"):
        return None
    statuses = Status.objects.filter(lifecycle="default", is_retired=False).order_by("rank")
    category = {**dict.fromkeys(LIVE, "live"), "closed": "closed", "declined": "declined"}[word]
    return statuses.filter(key=word, category=category).first() or statuses.filter(category=category).first()


incidents = Resource(
    tag=TAG,
    path=PATH,
    one="incident",
    many="incidents",
    about=_("Incidents, the newest first. Use V2, which says more."),
    shape=INCIDENT_V1,
    listed=LISTED_V1,
    rows=_rows,
    found=_found,
    prepare=looked_at,
    order=("-reported_at", "-pk"),
    paged=True,
    query=Parameters({"status": Choices(of=STATUSES)}),
)
creating = Action(
    tag=TAG, name="Create", method="POST", path=PATH, about=_("Raise one. Use V2, which takes more."),
    permission=Permission.INCIDENTS_RAISE, do=_create, body=_BODY,
    answers=Shape("IncidentsV1Answer", incident=says(INCIDENT_V1)), counts=counted,
)  # fmt: skip
