"""What people were told: a notification each, and a delivery row for each try on a channel outside."""

from django.db import models

from turnout.core.events.models import RecordedEvent
from turnout.core.lib import clock
from turnout.core.lib.ids import IdField
from turnout.core.people.models import Person


class Notification(models.Model):
    """One neutral message to one person about one event. The row itself is the in-app channel."""

    id = IdField()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=60)
    event = models.ForeignKey(RecordedEvent, null=True, on_delete=models.CASCADE, related_name="+")
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=26)
    title = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    path = models.CharField(max_length=500)  # where in Turnout it leads, from the root
    is_urgent = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "event", "kind"], name="told_once_about_an_event")
        ]
        indexes = [
            models.Index(fields=["person", "-created_at"], name="notification_by_person"),
            models.Index(
                fields=["person"], condition=models.Q(read_at__isnull=True), name="notification_unread"
            ),
            models.Index(fields=["subject_id"], name="notification_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.person_id}"


class Delivery(models.Model):
    """One try to carry a notification to a person over one channel.

    Tries of the same message share their `key`, which the channel passes on so that the other side can
    tell a repeat. `due_at` is schedule and lease; NULL once it is over.
    """

    id = IdField()
    notification = models.ForeignKey(Notification, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    state = models.CharField(max_length=20, default="due")  # due, sent, failed (a next try exists), stuck, dropped
    attempts = models.PositiveIntegerField(default=0)  # times this row was claimed: more than once after a crash
    tries = models.PositiveIntegerField(default=1)  # which try of this message this row is
    due_at = models.DateTimeField(null=True, default=clock.now)
    created_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [models.UniqueConstraint(fields=["key", "tries"], name="one_row_per_try")]
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(due_at__isnull=False), name="delivery_due"),
            models.Index(fields=["state", "-created_at"], name="delivery_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.state} #{self.tries}"


class Preference(models.Model):
    """That a person wants, or doesn't want, one kind of notification on one channel. Absent: the default."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="preferences")
    kind = models.CharField(max_length=60)
    channel = models.CharField(max_length=40)
    wanted = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "channel"], name="one_preference_each")
        ]
