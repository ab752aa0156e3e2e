"""What an organization sets once, all of it data: disciplines, types, severities, statuses, roles."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _

from turnout.core.lib.cached_tables import CachedKey
from turnout.core.lib.ids import IdField
from turnout.incidents.definitions.models.definition import Definition


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


class Lifecycle(Definition):
    """The steps incidents of some types go through, by names of their own. Each category has a status."""

    called = _("lifecycle")

    key = models.SlugField(max_length=40, primary_key=True)
    rank = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["rank", "key"]

    @property
    def is_default(self) -> bool:
        """What types have that have none of their own, and incidents without a type."""
        return self.key == DEFAULT_LIFECYCLE


class Status(Definition):
    """A named step within a category."""

    called = _("status")

    id = IdField()
    key = models.SlugField(max_length=40, unique=True)
    meaning = models.CharField(max_length=300, blank=True)
    category = models.CharField(max_length=20)
    lifecycle = CachedKey(
        Lifecycle, default=DEFAULT_LIFECYCLE, on_delete=models.PROTECT, related_name="statuses"
    )
    is_retired = models.BooleanField(default=False)  # history names it; nothing enters it any more

    class Meta:
        ordering = ["rank"]
        verbose_name_plural = "statuses"

    @property
    def is_open(self) -> bool:
        return self.category in OPEN_CATEGORIES
