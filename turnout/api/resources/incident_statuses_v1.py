"""/v1/incident_statuses: where an incident can be on its way."""

from django.utils.translation import gettext_lazy as _

from turnout.api.shapes.definitions import STATUS
from turnout.api.wire.resource import Resource
from turnout.incidents.models import Status

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
)
