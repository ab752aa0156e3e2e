"""Timestamps an organization wants of its incidents, and durations between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from turnout.core.lib.cached_tables import CachedKey
from turnout.core.lib.ids import IdField
from turnout.incidents.definitions.models.definition import Definition
from turnout.incidents.definitions.models.lifecycles import Lifecycle

BUILT_IN = {
    "started_at": _("Started"),
    "reported_at": _("Reported"),
    "accepted_at": _("Accepted"),
    "resolved_at": _("Resolved"),
    "closed_at": _("Closed"),
}
"""The times every incident has, by their columns."""


class Timestamp(Definition):
    """A time an organization wants to know of its incidents, such as when the people concerned were told.

    `set_by` is "" (by hand alone), "category:live" or "status:fixing": the first time it comes there.
    """

    called = _("timestamp")
    may_be_empty = True

    id = IdField()
    key = models.SlugField(max_length=40, unique=True)
    lifecycle = CachedKey(Lifecycle, null=True, on_delete=models.PROTECT, related_name="+")  # None: all
    set_by = models.CharField(max_length=60, blank=True)


class Duration(Definition):
    """How long it took from one time to another, each a key of BUILT_IN or of a Timestamp."""

    called = _("duration")
    may_be_empty = True

    id = IdField()
    key = models.SlugField(max_length=40, unique=True)
    start = models.CharField(max_length=40)
    end = models.CharField(max_length=40)
