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


UNFINISHED_CATEGORIES = (*OPEN_CATEGORIES, StatusCategory.LEARNING)
"""What somebody still has to do with; the rest is history and stays as it ended."""

PATH = (
    StatusCategory.TRIAGE,
    StatusCategory.LIVE,
    StatusCategory.PAUSED,
    StatusCategory.LEARNING,
    StatusCategory.CLOSED,
    StatusCategory.DECLINED,
    StatusCategory.MERGED,
    StatusCategory.CANCELED,
)
"""The order in which a lifecycle is read; its statuses have ranks within their category."""

DEFAULT_LIFECYCLE = "default"


class Lifecycle(models.Model):
    """The steps incidents of some types go through, by names of their own. Each category has a status."""

    key = models.SlugField(max_length=40, primary_key=True)
    name = models.CharField(max_length=60)
    rank = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["rank", "key"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_default(self) -> bool:
        """What types have that have none of their own, and incidents without a type."""
        return self.key == DEFAULT_LIFECYCLE


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
    urgent_note = models.CharField(max_length=200, blank=True)  # said first, to whoever reports one
    lifecycle = KeptKey(Lifecycle, null=True, on_delete=models.PROTECT, related_name="types")  # None: default

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
    lifecycle = KeptKey(
        Lifecycle, default=DEFAULT_LIFECYCLE, on_delete=models.PROTECT, related_name="statuses"
    )
    is_retired = models.BooleanField(default=False)  # history names it; nothing enters it any more

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
    needed_in = models.JSONField(default=list)  # categories in which somebody should hold it
    needed_from = models.PositiveSmallIntegerField(null=True)  # rank: only if it is this bad; None: always
    rank = models.PositiveIntegerField()

    class Meta:
        ordering = ["rank"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_lead(self) -> bool:
        return self.key == "lead"
