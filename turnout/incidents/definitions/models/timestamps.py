"""Timestamps an organization wants of its incidents, and durations between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from turnout.core.lib.cached_tables import CachedKey
from turnout.core.lib.ids import IdField
from turnout.incidents.definitions.models.lifecycles import Lifecycle

BUILT_IN = {
    "started_at": _("Started"),
    "reported_at": _("Reported"),
    "accepted_at": _("Accepted"),
    "resolved_at": _("Resolved"),
    "closed_at": _("Closed"),
}
"""The times every incident has, by their columns."""


class Timestamp(models.Model):
    """A time an organization wants to know of its incidents, such as when the people concerned were told.

    `set_by` is "" (by hand alone), "category:live" or "status:fixing": the first time it comes there.
    """

    may_be_empty = True

    id = IdField()
    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=60)
    lifecycle = CachedKey(Lifecycle, null=True, on_delete=models.PROTECT, related_name="+")  # None: all
    set_by = models.CharField(max_length=60, blank=True)
    rank = models.PositiveIntegerField()

    class Meta:
        ordering = ["rank"]

    def __str__(self) -> str:
        return self.name


class Duration(models.Model):
    """How long it took from one time to another, each a key of BUILT_IN or of a Timestamp."""

    may_be_empty = True

    id = IdField()
    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=60)
    start = models.CharField(max_length=40)
    end = models.CharField(max_length=40)
    rank = models.PositiveIntegerField()

    class Meta:
        ordering = ["rank"]

    def __str__(self) -> str:
        return self.name
