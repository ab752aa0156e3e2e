"""Pages from which anyone at a place can report a problem."""

from django.db import models

from turnout.core.lib import clock
from turnout.core.lib.cached_tables import CachedKey
from turnout.core.lib.ids import IdField
from turnout.incidents.definitions.models import IncidentType


class IntakePage(models.Model):
    """A page for one place from which anyone can raise an incident: nobody signs in.

    Where it doesn't allow anonymous reports it asks how to reach whoever writes.
    """

    id = IdField()
    key = models.CharField(max_length=40, unique=True)  # what its address ends in
    name = models.CharField(max_length=100)
    place = models.CharField(max_length=100, blank=True)
    type = CachedKey(IncidentType, null=True, on_delete=models.SET_NULL, related_name="+")
    allows_anonymous = models.BooleanField(default=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
