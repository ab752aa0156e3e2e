"""/v1/severities: how bad something can be."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from turnout.api.shapes.definitions import LEAST_SEVERE, SEVERITY
from turnout.api.wire.errors import fault, invalid
from turnout.api.wire.operation import Call
from turnout.api.wire.resource import Resource
from turnout.api.wire.schema import Body
from turnout.api.wire.values import Text, Whole
from turnout.incidents.definitions.actions.definitions import change_definition
from turnout.incidents.models import Severity


def _update(severity: Severity, call: Call) -> Severity:
    """There are five, and what is worse stays worse: only words change."""
    rank = call.body["rank"]
    if rank is not None and rank != LEAST_SEVERE - severity.rank:
        raise invalid(fault("not_supported", gettext("A severity keeps its rank."), "rank"))
    said = {"name": call.body["name"], "meaning": call.body["description"]}
    return change_definition(severity, **said, by=call.by)


severities = Resource(
    tag="Severities V1",
    path="/v1/severities",
    one="severity",
    many="severities",
    about=_("Severities, the worst first. A higher rank is worse."),
    shape=SEVERITY,
    rows=lambda call: Severity.objects.all(),
    order=("rank", "pk"),
    body=Body(
        name="SeverityPayload",
        parts={
            "name": Text(most=50, required=True),
            "description": Text(most=300, required=True),
            "rank": Whole(),
        },
    ),
    update=_update,
)
