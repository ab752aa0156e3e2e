"""Who isn't kept out by a team, because they were inside already when they joined it."""

from django.db import models

from turnout.core.lib import clock
from turnout.core.people.models import Person
from turnout.incidents.incident.models.visibility import Exclusion


class StaysIn(models.Model):
    """That keeping out a team doesn't keep out this member of it: they joined it later, and had a part in the
    incident by then. Otherwise whoever manages teams could keep everyone out who looks into something."""

    exclusion = models.ForeignKey(Exclusion, on_delete=models.CASCADE, related_name="stays_in")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name_plural = "staying in"
        constraints = [models.UniqueConstraint(fields=["exclusion", "person"], name="stays_in_once")]
