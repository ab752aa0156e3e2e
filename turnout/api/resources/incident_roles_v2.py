"""/v2/incident_roles: who does what while an incident goes on."""

from django.utils.translation import gettext_lazy as _

from turnout.api.shapes.definitions import ROLE
from turnout.api.wire.resource import Resource
from turnout.incidents.models import Role

roles = Resource(
    tag="Incident Roles V2",
    path="/v2/incident_roles",
    one="incident_role",
    many="incident_roles",
    about=_("Roles people can have in an incident."),
    shape=ROLE,
    rows=lambda call: Role.objects.all(),
    order=("rank", "pk"),
)
