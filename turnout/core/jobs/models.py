"""Work that is owed: one row per thing still to do. A row leaves when its work is done."""

from datetime import timedelta

from django.db import models

from turnout.core.lib import clock


class JobQuerySet(models.QuerySet["Job"]):
    def waiting(self) -> "JobQuerySet":
        return self.filter(due_at__isnull=False)

    def stuck(self) -> "JobQuerySet":
        """Given up on: a person has to look. Kept until someone retries or drops it."""
        return self.filter(due_at__isnull=True)

    def lag(self) -> timedelta:
        """For how long the oldest of what is due has waited for a worker."""
        now = clock.now()
        oldest = self.filter(due_at__lte=now).order_by("due_at").values_list("due_at", flat=True).first()
        return now - oldest if oldest else timedelta(0)


class Job(models.Model):
    """A reaction still owed for an event, or a timed row whose handling failed and will be tried again.

    `due_at` is both the schedule and the lease: claiming a job moves it into the future, so a job whose
    worker died comes back by itself. NULL means stuck.
    """

    name = models.CharField(max_length=200)
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField(null=True, default=clock.now, db_index=True)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=500, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["name"], name="job_by_name")]

    def __str__(self) -> str:
        return f"{self.name} #{self.pk}"

    @property
    def is_stuck(self) -> bool:
        return self.due_at is None


class Heartbeat(models.Model):
    """When a worker last took a turn at one kind of work (inside, outside): one row each, for all workers."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
