"""Incidents read with all that they look like on the wire."""

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject

from turnout.incidents.fields.models.fields import with_values
from turnout.incidents.incident.models.incident import IncidentQuerySet
from turnout.incidents.models import ResourceLink
from turnout.incidents.room.models.material import CALL

# Built once: they are asked for with every incident.
_LINKS = ResourceLink.objects.present().filter(incident=OuterRef("pk")).order_by("-created_at", "-pk")
_CALL = Subquery(_LINKS.filter(system=CALL).values("url")[:1])
_SAID = JSONObject(system="system", title="title", url="url")
_ISSUE = Subquery(_LINKS.filter(is_issue=True, task__isnull=True).values(said=_SAID)[:1])


def complete(rows: IncidentQuerySet) -> IncidentQuerySet:
    """With people, definitions, times, custom fields, the link of their call and the issue elsewhere."""
    return with_values(rows.with_labels()).annotate(call_link=_CALL, issue_link=_ISSUE)
