"""Actions while an incident goes on, and follow-ups after."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext as _

from turnout.core.lib import clock
from turnout.core.lib.ids import IdField
from turnout.core.people.models import Person
from turnout.incidents.definitions.models import ChecklistItem
from turnout.incidents.incident.models import Incident
from turnout.incidents.incident.models.incident import IncidentQuerySet

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from turnout.incidents.room.models.material import ResourceLink

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
    description = models.TextField(blank=True)  # Markdown
    owner = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="tasks")
    due_on = models.DateField(null=True)
    created_at = models.DateTimeField(default=clock.now)
    done_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    begun_in = models.ForeignKey(  # where it was before a merger moved it, or dropped it as there twice
        Incident, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    item = models.ForeignKey(ChecklistItem, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = TaskQuerySet.as_manager()

    if TYPE_CHECKING:
        links: RelatedManager["ResourceLink"]

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
