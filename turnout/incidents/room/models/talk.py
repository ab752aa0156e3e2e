"""What people put into the room of an incident."""

from django.db import models

from turnout.core.events.models import RecordedEvent
from turnout.core.lib import clock
from turnout.core.lib.cached_tables import CachedKey
from turnout.core.lib.ids import IdField
from turnout.core.people.models import Person
from turnout.incidents.definitions.models import Severity, Status
from turnout.incidents.incident.models import Incident
from turnout.incidents.room.models.removable import Removable


class Message(Removable):
    """Something said in the room, in Markdown. A removed one keeps its place; once it isn't hidden any more,
    it has lost its words."""

    id = IdField()
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=20, default="", blank=True)  # from_reporter, to_reporter: see Part
    body = models.TextField()
    created_at = models.DateTimeField(default=clock.now)
    edited_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["forget_at"], condition=models.Q(forget_at__isnull=False), name="message_to_forget"
            )
        ]


class Update(models.Model):
    """A considered word to everybody who follows: where things stand and when the next word comes."""

    id = IdField()
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="updates")
    author = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    body = models.TextField()
    status = CachedKey(Status, null=True, on_delete=models.PROTECT, related_name="+")
    severity = CachedKey(Severity, null=True, on_delete=models.PROTECT, related_name="+")
    next_update_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [
            models.Index(fields=["incident", "-created_at"], name="update_by_incident"),
            models.Index(fields=["-created_at", "-id"], name="update_newest"),
        ]


class TimelineItem(models.Model):
    """Something that happened and that nobody's doing here tells of: a deployment, a call from outside."""

    id = IdField()
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="timeline_items")
    title = models.CharField(max_length=300)
    description = models.TextField(blank=True)  # Markdown
    at = models.DateTimeField()  # when it happened
    author = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    edited_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["incident", "at", "id"], name="timeline_item_by_incident")]


class Pin(models.Model):
    """An entry of the timeline that matters."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="pins")
    event = models.ForeignKey(RecordedEvent, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "event"], name="pinned_once")]
