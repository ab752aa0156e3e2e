"""Who looks after an incident, and whom it is about."""

from django.db import models

from turnout.core.lib import clock
from turnout.core.people.models import Person
from turnout.incidents.incident.models.incident import Incident


class Keeper(models.Model):
    """That a person decides, with others, who sees an incident, who is kept out of it and what is erased.

    Named by a rule or by Turnout (`named_by` None), or by another keeper. Owners keep what isn't sealed
    without a row: `access.keepers` knows the whole of it. Being a keeper lets nobody in by itself.
    """

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="keepers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    named_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    named_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "person"], name="keeper_once")]


class Concerned(models.Model):
    """That a report is about this person, so they don't decide in it. Read by its keepers alone, and never
    said to anybody else; who said so isn't kept, for it may be a reporter without a name."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="concerned")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    said_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name_plural = "concerned"
        constraints = [models.UniqueConstraint(fields=["incident", "person"], name="concerned_once")]
