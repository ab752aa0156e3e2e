"""/v1/incident_types: what can go wrong."""

from django.utils.translation import gettext_lazy as _

from turnout.api.shapes.definitions import TYPE
from turnout.api.wire.resource import Resource
from turnout.incidents.models import IncidentType

types = Resource(
    tag="Incident Types V1",
    path="/v1/incident_types",
    one="incident_type",
    many="incident_types",
    about=_("Incident types, in their order."),
    shape=TYPE,
    rows=lambda call: IncidentType.objects.all(),
    order=("rank", "pk"),
)
