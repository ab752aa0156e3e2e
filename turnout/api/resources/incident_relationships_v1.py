"""/v1/incident_relationships: which incidents have to do with one."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from turnout.api.inside import looked_at, one_visible
from turnout.api.wire.operation import Call
from turnout.api.wire.query import Parameters
from turnout.api.wire.resource import Resource
from turnout.api.wire.schema import Shape, says
from turnout.api.wire.values import Text, Whole
from turnout.incidents.models import Incident, Relation
from turnout.incidents.room.relations import relations_of

RELATED = Shape(
    "IncidentRelationship",
    id=says(Text(), "pk"),
    incident=says(
        Shape(
            "RelatedIncident",
            id=says(Text(), "pk"),
            external_id=says(Whole(), "number"),
            name=says(Text(), "listed_name"),
        ),
        "related",
    ),
)
"""Of a relation on which the related incident was noted."""


def _rows(call: Call) -> QuerySet[Relation]:
    """Only where the reader may see both."""
    incident = one_visible(call.query["incident_id"], call)
    if incident is None:
        return Relation.objects.none()
    visible = Incident.objects.visible_to(call.reader)
    return relations_of(incident).filter(
        Exists(visible.filter(pk=OuterRef("one"))), Exists(visible.filter(pk=OuterRef("other")))
    )


def _prepare(relations: list[Any], call: Call) -> None:
    asked = call.query["incident_id"]
    related = {each.pk: each.other_id if each.one_id == asked else each.one_id for each in relations}
    incidents = Incident.objects.in_bulk([asked, *related.values()] if related else [])
    for each in relations:
        each.related = incidents[related[each.pk]]
    looked_at(incidents.values(), call)


relationships = Resource(
    tag="Incident Relationships V1",
    path="/v1/incident_relationships",
    one="incident_relationship",
    many="incident_relationships",
    about=_("Incidents that have to do with this one, the newest link first."),
    shape=RELATED,
    rows=_rows,
    found=lambda rows, call: rows,
    prepare=_prepare,
    order=("-created_at", "-pk"),
    paged=True,
    shows=False,
    query=Parameters({"incident_id": Text(most=100, required=True)}),
)
