"""What is proposed: what nobody does alone."""

from datetime import timedelta
from typing import Any

from django.db import models

from turnout.core.lib import clock
from turnout.core.lib.ids import IdField
from turnout.core.people.models import Person
from turnout.incidents.incident.models import Incident

WAITS = timedelta(hours=1)  # for a second person; then it is done, unless somebody stopped it
WAITING, DONE, STOPPED, LAPSED = "waiting", "done", "stopped", "lapsed"


class Proposal(models.Model):
    """That somebody who looks after an incident wants to do what takes a second person.

    act     a key of `access.proposals.acts`
    data    what it is done to or with, as the act reads it: ids and keys, no words
    target  whom it would take something from; they learn nothing of it
    """

    id = IdField()
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="proposals")
    act = models.CharField(max_length=20)
    data: "models.JSONField[dict[str, Any]]" = models.JSONField(default=dict)
    target = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField(null=True)  # due column: when it is done without a second person
    state = models.CharField(max_length=20, default=WAITING)
    second = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="+"
    )  # or who stopped it
    decided_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["incident", "-proposed_at"], name="proposal_by_incident"),
            models.Index(fields=["due_at"], condition=models.Q(due_at__isnull=False), name="proposal_due"),
        ]

    @property
    def is_waiting(self) -> bool:
        return self.state == WAITING
