"""What an organization sets once, all of it data: disciplines, types, severities, statuses, roles."""

from enum import StrEnum

from django.db import models

from turnout.core.lib.ids import IdField
from turnout.core.lib.kept import KeptKey
from turnout.incidents.models.labels import LABEL_NAMES, OPEN


class StatusCategory(StrEnum):
    """Where in its life an incident is. A fixed set, the wire format's; the statuses within are data."""

    TRIAGE = "triage"
    DECLINED = "declined"
    MERGED = "merged"
    CANCELED = "canceled"
    LIVE = "live"
    PAUSED = "paused"
    LEARNING = "learning"
    CLOSED = "closed"


OPEN_CATEGORIES = (StatusCategory.TRIAGE, StatusCategory.LIVE, StatusCategory.PAUSED)
ENDED_CATEGORIES = (
    StatusCategory.LEARNING,
    StatusCategory.CLOSED,
    StatusCategory.DECLINED,
    StatusCategory.MERGED,
    StatusCategory.CANCELED,
)


class Discipline(models.Model):
    """A part of the company with incidents of its own kind and its own words for them."""

    key = models.SlugField(max_length=40, primary_key=True)
    name = models.CharField(max_length=100)
    icon = models.CharField(max_length=60)
    rank = models.PositiveIntegerField()

    class Meta:
        ordering = ["rank"]

    def __str__(self) -> str:
        return self.name


class IncidentType(models.Model):
    """What sort of trouble it is, in the words of someone who is worried."""

    id = IdField()
    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=100)
    invitation = models.CharField(max_length=100)  # on the report page: "Someone's data"
    hint = models.CharField(max_length=200, blank=True)  # examples, under the invitation
    icon = models.CharField(max_length=60)
    discipline = KeptKey(Discipline, null=True, on_delete=models.PROTECT, related_name="types")
    rank = models.PositiveIntegerField()
    starts_as = models.CharField(max_length=20, default=OPEN)  # the label its incidents start with

    class Meta:
        ordering = ["rank"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_private(self) -> bool:
        """Its incidents aren't open to everyone at first."""
        return self.starts_as != OPEN

    @property
    def starts_as_name(self) -> str:
        return str(LABEL_NAMES.get(self.starts_as, self.starts_as))


class Severity(models.Model):
    """How bad it is. Rank 1 is the worst, and there is always a word beside the colour."""

    id = IdField()
    name = models.CharField(max_length=60)
    meaning = models.CharField(max_length=300)
    rank = models.PositiveIntegerField(unique=True)

    class Meta:
        ordering = ["rank"]

    def __str__(self) -> str:
        return f"S{self.rank} {self.name}"

    @property
    def label(self) -> str:
        return f"S{self.rank}"


class Status(models.Model):
    """A named step within a category."""

    id = IdField()
    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=60)
    meaning = models.CharField(max_length=300, blank=True)
    category = models.CharField(max_length=20)
    rank = models.PositiveIntegerField()

    class Meta:
        ordering = ["rank"]
        verbose_name_plural = "statuses"

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.category in OPEN_CATEGORIES


class Role(models.Model):
    """A part someone plays in an incident."""

    id = IdField()
    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=60)
    instructions = models.TextField(blank=True)  # told to whoever takes it
    rank = models.PositiveIntegerField()

    class Meta:
        ordering = ["rank"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_lead(self) -> bool:
        return self.key == "lead"
