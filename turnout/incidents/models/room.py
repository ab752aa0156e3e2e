"""What people put into the room of an incident."""

from django.db import models
from django.utils.translation import gettext as _

from turnout.core.events.models import RecordedEvent
from turnout.core.lib import clock
from turnout.core.lib.ids import IdField
from turnout.core.lib.kept import KeptKey
from turnout.core.people.models import Person
from turnout.incidents.models.checklist import ChecklistItem
from turnout.incidents.models.incident import Incident, IncidentQuerySet
from turnout.incidents.models.kinds import Severity, Status


class Message(models.Model):
    """Something said in the room, in Markdown. A removed one keeps its place but loses its words."""

    id = IdField()
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=20, default="", blank=True)  # from_reporter, to_reporter: see Part
    body = models.TextField()
    created_at = models.DateTimeField(default=clock.now)
    edited_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)


class Update(models.Model):
    """A considered word to everybody who follows: where things stand and when the next word comes."""

    id = IdField()
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="updates")
    author = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    body = models.TextField()
    status = KeptKey(Status, null=True, on_delete=models.PROTECT, related_name="+")
    severity = KeptKey(Severity, null=True, on_delete=models.PROTECT, related_name="+")
    next_update_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["incident", "-created_at"], name="update_by_incident")]


class Pin(models.Model):
    """An entry of the timeline that matters."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="pins")
    event = models.ForeignKey(RecordedEvent, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "event"], name="pinned_once")]


class ResourceLink(models.Model):
    """A page elsewhere that belongs to this incident."""

    id = IdField()
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="links")
    url = models.URLField(max_length=2000)
    title = models.CharField(max_length=200)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now)


class Attachment(models.Model):
    """A file in the room. What it is was read from its bytes, not from its name."""

    id = IdField()
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="attachments")
    file = models.FileField(max_length=300)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    removed_at = models.DateTimeField(null=True)


ACTION = "action"
FOLLOW_UP = "follow_up"


class TaskQuerySet(models.QuerySet["Task"]):
    def outstanding(self) -> "TaskQuerySet":
        return self.filter(done_at__isnull=True, dropped_at__isnull=True)

    def visible_to(self, person: Person) -> "TaskQuerySet":
        # Asked task by task: as a list it would hold every incident there ever was.
        visible = IncidentQuerySet(Incident).visible_to(person).filter(pk=models.OuterRef("incident"))
        return self.filter(models.Exists(visible))


class Task(models.Model):
    """Something to do: an action while it goes on, a follow-up after."""

    id = IdField()
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="tasks")
    kind = models.CharField(max_length=20)  # action or follow_up
    title = models.CharField(max_length=300)
    owner = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="tasks")
    due_on = models.DateField(null=True)
    created_at = models.DateTimeField(default=clock.now)
    done_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    item = models.ForeignKey(ChecklistItem, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = TaskQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "item"], name="each_item_once")]
        indexes = [
            models.Index(
                fields=["owner", "due_on"],
                condition=models.Q(done_at__isnull=True, dropped_at__isnull=True),
                name="task_outstanding",
            )
        ]

    @property
    def listed_title(self) -> str:
        """Its title where others may look over a shoulder."""
        if self.incident.is_discreet:
            return _("Something to do in %(reference)s") % {"reference": self.incident.reference}
        return self.title

    @property
    def is_outstanding(self) -> bool:
        return self.done_at is None and self.dropped_at is None

    @property
    def is_follow_up(self) -> bool:
        return self.kind == FOLLOW_UP

    @property
    def is_overdue(self) -> bool:
        return self.is_outstanding and self.due_on is not None and self.due_on < clock.now().date()
