"""/v1/incident_attachments: what elsewhere belongs to an incident."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnout.api.inside import incident_of, looked_at, narrowed, of_visible
from turnout.api.shapes.attachments import ATTACHMENT, LISTED_ATTACHMENT, PAGE, RESOURCE_TYPE, of_type
from turnout.api.wire.operation import Call
from turnout.api.wire.query import Parameters
from turnout.api.wire.resource import Resource
from turnout.api.wire.schema import Body, Given
from turnout.api.wire.values import Text, ignores, refuses
from turnout.core.people.permissions import Permission
from turnout.core.values import Choice, Link, Reading
from turnout.core.values.faults import IS_REQUIRED
from turnout.incidents.models import ResourceLink
from turnout.incidents.room.actions.material import add_link
from turnout.incidents.room.actions.removing import remove_link

LONGEST_TITLE = 200


def _rows(call: Call) -> QuerySet[ResourceLink]:
    return of_visible(ResourceLink.objects.present().select_related("incident"), call)


def _found(rows: Any, call: Call) -> Any:
    rows = narrowed(rows, call)
    if type := call.query["resource_type"]:
        rows = rows.filter(of_type(type))
    if id := call.query["external_id"]:
        rows = rows.filter(url=id)
    return rows


def _has_an_address(said: Given, reading: Reading) -> None:
    if "url" in said and not said["url"]:
        reading.within("url").fault(said, IS_REQUIRED, _("Say the address it has."))


def _create(call: Call) -> ResourceLink:
    said = call.body["resource"]
    system = "" if said["resource_type"] == PAGE else said["resource_type"]
    return add_link(incident_of(call), said["url"], said["title"], system=system, by=call.person)


def _prepare(links: list[Any], call: Call) -> None:
    looked_at((each.incident for each in links), call)


attachments = Resource(
    tag="Incident Attachments V1",
    path="/v1/incident_attachments",
    one="incident_attachment",
    many="incident_attachments",
    about=gettext_lazy("Links of incidents, the newest first."),
    shape=ATTACHMENT,
    listed=LISTED_ATTACHMENT,
    rows=_rows,
    found=_found,
    prepare=_prepare,
    order=("-created_at", "-pk"),
    shows=False,
    query=Parameters(
        {
            "incident_id": Text(most=100),
            "external_id": Text(most=2000),
            "resource_type": Choice(of=RESOURCE_TYPE.of),
        }
    ),
    writes=Permission.INCIDENTS_RESPOND,
    body=Body(
        name="IncidentAttachmentCreate",
        parts={
            "incident_id": Text(most=100, required=True),
            "resource": Body(
                name="ExternalResourceToAttach",
                parts={
                    "resource_type": RESOURCE_TYPE,
                    "url": Link(most=2000),
                    "title": Text(most=LONGEST_TITLE),
                    "external_id": refuses(
                        gettext_lazy("Send its address as url: Turnout asks nobody else.")
                    ),
                    "emoji": ignores(),
                },
                check=_has_an_address,
                required=True,
            ),
        },
    ),
    create=_create,
    delete=lambda link, call: remove_link(link, by=call.person),
)
