"""The one organization of this install."""

from django.db import models

from turnout.core.lib import clock
from turnout.core.lib.cached_tables import cached_table
from turnout.core.lib.ids import IdField


class Organization(models.Model):
    """The one organization of this install."""

    ANSWER_DAYS = 5

    id = IdField()
    name = models.CharField(max_length=200)
    timezone = models.CharField(max_length=64, default="UTC")
    is_only = models.BooleanField(default=True, unique=True, editable=False)  # refuses a second one
    allows_anonymous = models.BooleanField(default=False)  # reporting without signing in
    is_demo = models.BooleanField(default=False)
    # Reporters should hear what became of their report within this many days.
    answer_days = models.PositiveSmallIntegerField(default=ANSWER_DAYS, db_default=ANSWER_DAYS)
    # The team that looks at new reports before anybody else; without one, admins do.
    looks_first = models.ForeignKey("people.Team", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.name

    @classmethod
    def get(cls) -> "Organization | None":
        """The organization, or None before first-run set-up."""
        return cls.objects.order_by("created_at").first()

    @classmethod
    def cached(cls) -> "Organization | None":
        """As `cached_table` has it: for its words and settings, not for whether it is there."""
        return next(iter(cached_table(cls).values()), None)
