"""That two incidents have to do with each other."""

from django.db import models

from turnout.core.lib import clock
from turnout.core.lib.ids import IdField
from turnout.core.people.models import Person


class Relation(models.Model):
    """That two incidents have to do with each other, and why. `one` is the one with the lesser id."""

    id = IdField()
    one = models.ForeignKey("Incident", on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey("Incident", on_delete=models.CASCADE, related_name="+")
    why = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="related_once")]
