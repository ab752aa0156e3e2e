"""What people were told: a notification each, and a delivery row for each try on a channel outside."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models

from turnout.core.events.models import RecordedEvent
from turnout.core.events.types import ERASED
from turnout.core.lib import clock
from turnout.core.lib.ids import IdField
from turnout.core.lib.markdown import plain
from turnout.core.lib.text import one_line
from turnout.core.people.models import ContactMethod, Person

READ_KEPT = timedelta(days=90)
UNREAD_KEPT = timedelta(days=365)

DUE = "due"
SENT = "sent"
FAILED = "failed"  # there is a next try
STUCK = "stuck"  # given up on: a person has to look
DROPPED = "dropped"  # no longer wanted


def kept_until() -> datetime:
    return clock.now() + UNREAD_KEPT


class NotificationQuerySet(models.QuerySet["Notification"]):
    def unread(self) -> "NotificationQuerySet":
        return self.filter(read_at__isnull=True)

    def read(self) -> "NotificationQuerySet":
        return self.filter(read_at__isnull=False)

    def newest_first(self) -> "NotificationQuerySet":
        return self.order_by("-created_at", "-id")


class Notification(models.Model):
    """One neutral message to one person about one event. The row itself is the in-app channel.

    Whether the person may still see the subject is asked again whenever it is shown or sent (`audience`).
    """

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
    forget_at = models.DateTimeField(default=kept_until)  # due column: sooner once it is read

    objects = NotificationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "event", "kind"], name="told_once_about_an_event")
        ]
        indexes = [
            models.Index(fields=["person", "-created_at", "-id"], name="notification_by_person"),
            models.Index(
                fields=["person", "-created_at", "-id"],
                condition=models.Q(read_at__isnull=True),
                name="notification_unread",
            ),
            models.Index(fields=["subject_id"], name="notification_by_subject"),
            models.Index(fields=["forget_at"], name="notification_forget"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.person_id}"

    @property
    def is_read(self) -> bool:
        return self.read_at is not None

    @property
    def heading(self) -> str:
        """Its title; once that was erased, that it was, in the language of whoever reads it."""
        return self.title or str(ERASED)

    @property
    def snippet(self) -> str:
        return one_line(plain(self.body, addresses=False), 160)


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def due(self) -> "DeliveryQuerySet":
        return self.filter(state=DUE)

    def stuck(self) -> "DeliveryQuerySet":
        return self.filter(state=STUCK)


class Delivery(models.Model):
    """One try to carry a notification to a person over one channel.

    Tries of the same message share their `key`, which the channel passes on so that the other side can
    tell a repeat. `due_at` is schedule and lease; NULL once it is over.
    """

    id = IdField()
    notification = models.ForeignKey(Notification, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=40)
    contact = models.ForeignKey(ContactMethod, null=True, on_delete=models.SET_NULL, related_name="+")
    key = models.CharField(max_length=80)
    state = models.CharField(max_length=20, default=DUE)
    attempts = models.PositiveIntegerField(default=0)  # times it was claimed: more than once after a crash
    tries = models.PositiveIntegerField(default=1)  # which try of this message this row is
    due_at = models.DateTimeField(null=True, default=clock.now)
    created_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=500, blank=True)

    objects = DeliveryQuerySet.as_manager()

    if TYPE_CHECKING:
        notification_id: str

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [models.UniqueConstraint(fields=["key", "tries"], name="one_row_per_try")]
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(due_at__isnull=False), name="delivery_due"),
            models.Index(fields=["state", "-created_at"], name="delivery_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.state} #{self.tries}"

    @property
    def is_stuck(self) -> bool:
        return self.state == STUCK


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
