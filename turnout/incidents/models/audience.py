"""Rules about who is told of a new incident."""

from django.db import models

from turnout.core.lib import clock
from turnout.core.lib.ids import IdField
from turnout.core.people.models import Team


class AudienceRule(models.Model):
    """Teams that hear of every new incident for which the conditions hold.

    `lets_in`: where the incident is private they may see it, too; without it no private one reaches them.
    """

    id = IdField()
    name = models.CharField(max_length=80, unique=True)
    conditions = models.JSONField(default=list)  # as turnout.core.conditions keeps them
    teams = models.ManyToManyField(Team, related_name="+")
    lets_in = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
