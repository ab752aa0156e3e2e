"""/v2/incident_roles: who does what while an incident goes on."""

from django.utils.translation import gettext_lazy as _

from turnout.api.shapes.definitions import ROLE
from turnout.api.wire.operation import Call
from turnout.api.wire.resource import Resource
from turnout.api.wire.schema import Body
from turnout.api.wire.values import Text
from turnout.core.values import Parts
from turnout.incidents.definitions.actions.definitions import (
    add_definition,
    change_definition,
    remove_definition,
)
from turnout.incidents.models import Role

SAID: Parts = {
    "name": Text(most=60, required=True),
    "description": Text(required=True),
    "instructions": Text(),
    "shortform": Text(most=40),
}


def create(call: Call) -> Role:
    """The role that a body with SAID says. Raises NotPossible for a name that is taken."""
    return add_definition(Role, **call.body, by=call.by)


def update(role: Role, call: Call) -> Role:
    """Set what the body has. Raises NotPossible for a name that is taken."""
    return change_definition(role, **call.body, by=call.by)


def delete(role: Role, call: Call) -> None:
    """Raises NotPossible for one that history names, and for the lead."""
    remove_definition(role, by=call.by)


roles = Resource(
    tag="Incident Roles V2",
    path="/v2/incident_roles",
    one="incident_role",
    many="incident_roles",
    about=_("Roles people can have in an incident."),
    shape=ROLE,
    rows=lambda call: Role.objects.all(),
    order=("rank", "pk"),
    body=Body(name="IncidentRolePayload", parts=SAID),
    create=create,
    update=update,
    delete=delete,
)
