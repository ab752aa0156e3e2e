"""Incidents read with all that they look like on the wire."""

from typing import Any

from django.db.models import Prefetch, QuerySet

from turnout.incidents.fields.models.fields import with_values
from turnout.incidents.models import ResourceLink
from turnout.incidents.room.actions.calls import CALL


def complete(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """With people, definitions, times, custom fields and the link of their call."""
    calls = ResourceLink.objects.filter(system=CALL).order_by("-created_at")
    return with_values(rows.with_labels()).prefetch_related(Prefetch("links", calls, to_attr="calls"))
