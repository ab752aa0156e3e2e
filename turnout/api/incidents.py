"""Incidents read with all that they look like on the wire."""

from django.db.models import OuterRef, Subquery

from turnout.incidents.fields.models.fields import with_values
from turnout.incidents.incident.models.incident import IncidentQuerySet
from turnout.incidents.models import ResourceLink
from turnout.incidents.room.actions.calls import CALL

_CALLS = ResourceLink.objects.filter(incident=OuterRef("pk"), system=CALL).order_by("-created_at", "-pk")
_LINK = Subquery(_CALLS.values("url")[:1])  # built once: it is asked for with every incident


def complete(rows: IncidentQuerySet) -> IncidentQuerySet:
    """With people, definitions, times, custom fields and the link of their call."""
    return with_values(rows.with_labels()).annotate(call_link=_LINK)
