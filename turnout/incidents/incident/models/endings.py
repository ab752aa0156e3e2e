"""What an incident came to, and whether its reporter has heard."""

from django.db import models

from turnout.core.lib import clock

NEAR_MISS = "near_miss"


class Ended(models.Model):
    """How an incident ended, and by when its reporter should have heard.

    `outcome` is None where the category says it all: declined is “no incident”, merged “part of another”.
    """

    outcome = models.CharField(max_length=20, null=True)
    loop_due_at = models.DateTimeField(null=True)  # by when the reporter should hear; None: nothing is owed
    loop_reminder_at = models.DateTimeField(null=True)  # due column: when to remind that they haven't

    class Meta:
        abstract = True

    @property
    def is_reporter_waiting(self) -> bool:
        """They should have heard by now what became of their report."""
        return self.loop_due_at is not None and self.loop_due_at < clock.now()

    @property
    def is_near_miss(self) -> bool:
        return self.outcome == NEAR_MISS


ENDING_INDEXES = [
    models.Index(
        fields=["outcome", "-reported_at", "-id"],
        condition=models.Q(outcome__isnull=False),
        name="incident_by_outcome",
    ),
    models.Index(
        fields=["loop_due_at"], condition=models.Q(loop_due_at__isnull=False), name="incident_loop_due"
    ),
    models.Index(
        fields=["loop_reminder_at"],
        condition=models.Q(loop_reminder_at__isnull=False),
        name="incident_loop_reminder",
    ),
]
