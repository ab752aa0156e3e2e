"""/v1/incident_roles: who does what while an incident goes on."""

from django.utils.translation import gettext_lazy as _

from turnout.api.resources.incident_roles_v2 import SAID, delete
from turnout.api.shapes.definitions import ROLE_V1, is_required
from turnout.api.wire.operation import Call
from turnout.api.wire.resource import Resource
from turnout.api.wire.schema import Body
from turnout.core.values import YesNo
from turnout.incidents.definitions.actions.definitions import add_definition, change_definition
from turnout.incidents.models import Role, StatusCategory


def _create(call: Call) -> Role:
    said = dict(call.body)
    return add_definition(Role, needed_in=_needed_in(said.pop("required")), **said, by=call.by)


def _update(role: Role, call: Call) -> Role:
    said = dict(call.body)
    if said.pop("required") != is_required(role):
        said["needed_in"] = _needed_in(not is_required(role))
    return change_definition(role, **said, by=call.by)


def _needed_in(required: bool) -> list[str]:
    return [StatusCategory.LIVE.value] if required else []


roles = Resource(
    tag="Incident Roles V1",
    path="/v1/incident_roles",
    one="incident_role",
    many="incident_roles",
    about=_("Roles people can have in an incident."),
    shape=ROLE_V1,
    rows=lambda call: Role.objects.all(),
    order=("rank", "pk"),
    body=Body(name="IncidentRolePayloadV1", parts={**SAID, "required": YesNo()}),
    create=_create,
    update=_update,
    delete=delete,
)
