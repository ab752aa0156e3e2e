"""Incidents read with all that they look like on the wire."""

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject

from turnout.incidents.fields.models.fields import with_values
from turnout.incidents.incident.models.incident import IncidentQuerySet
from turnout.incidents.models import ResourceLink
from turnout.incidents.room.actions.calls import CALL


def complete(rows: IncidentQuerySet) -> IncidentQuerySet:
    """With people, definitions, times, custom fields, the link of their call and the issue elsewhere."""
    links = ResourceLink.objects.filter(incident=OuterRef("pk")).order_by("-created_at", "-pk")
    issues = links.filter(is_issue=True, task__isnull=True)
    issue = JSONObject(system="system", title="title", url="url")
    return with_values(rows.with_labels()).annotate(
        call_link=Subquery(links.filter(system=CALL).values("url")[:1]),
        issue_link=Subquery(issues.values(said=issue)[:1]),
    )
