"""Incidents on their way from one lifecycle to another."""

from django.db import models

from turnout.core.lib import clock
from turnout.core.lib.ids import IdField
from turnout.core.people.models import Person
from turnout.incidents.definitions.models.lifecycles import Status
from turnout.incidents.definitions.models.types import IncidentType


class StatusMove(models.Model):
    """What is unfinished and still in the status `was` goes to `to`: all of it, or that of one type.

    Its tick takes a batch at a time. It lasts a little longer than other processes may keep the old words in
    memory, so that what they still put into `was` comes along.
    """

    id = IdField()
    type = models.ForeignKey(IncidentType, null=True, on_delete=models.CASCADE, related_name="+")
    was = models.ForeignKey(Status, on_delete=models.CASCADE, related_name="+")
    to = models.ForeignKey(Status, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="status_move_due")]
