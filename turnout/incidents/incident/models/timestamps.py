"""Times that matter in an incident, and how long it took from one to another."""

from datetime import datetime

from django.db import models

from turnout.core.lib.cached_tables import CachedKey
from turnout.incidents.definitions.models import Timestamp
from turnout.incidents.incident.models.incident import Incident


class TimestampValue(models.Model):
    """When it was, in one incident."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="timestamp_values")
    timestamp = CachedKey(Timestamp, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "timestamp"], name="one_time_of_a_sort")]


Times = dict[str, datetime | None]
