"""/v1/severities: how bad something can be."""

from django.utils.translation import gettext_lazy as _

from turnout.api.shapes.definitions import SEVERITY
from turnout.api.wire.resource import Resource
from turnout.incidents.models import Severity

severities = Resource(
    tag="Severities V1",
    path="/v1/severities",
    one="severity",
    many="severities",
    about=_("Severities, the worst first. A higher rank is worse."),
    shape=SEVERITY,
    rows=lambda call: Severity.objects.all(),
    order=("rank", "pk"),
)
