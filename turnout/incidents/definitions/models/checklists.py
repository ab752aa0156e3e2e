"""What is always to be done in incidents of a type."""

from django.db import models

from turnout.core.lib.cached_tables import CachedKey
from turnout.core.lib.ids import IdField
from turnout.incidents.definitions.models.lifecycles import StatusCategory
from turnout.incidents.definitions.models.roles import Role
from turnout.incidents.definitions.models.types import IncidentType


class ChecklistItem(models.Model):
    """A thing to do that every incident of a type begins with, or that comes up once it is over."""

    id = IdField()
    type = CachedKey(IncidentType, on_delete=models.CASCADE, related_name="checklist")
    title = models.CharField(max_length=300)
    role = CachedKey(Role, null=True, on_delete=models.SET_NULL, related_name="+")  # whose it is
    category = models.CharField(max_length=20, default=StatusCategory.LIVE)  # live: action; learning: after
    rank = models.PositiveIntegerField()

    class Meta:
        ordering = ["rank"]

    @property
    def is_for_after(self) -> bool:
        return self.category == StatusCategory.LEARNING
