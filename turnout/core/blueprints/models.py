"""Changes to what decides where reports go, while they wait for a second person and for their time."""

from datetime import datetime, timedelta
from enum import StrEnum

from django.db import models

from turnout.core.events.actors import Actor
from turnout.core.lib import clock
from turnout.core.lib.ids import IdField
from turnout.core.people.models import ApiKey, Person

HOLDS_AFTER = timedelta(hours=24)
"""From when it was proposed, so that everyone it concerns can say something."""
LAPSES_AFTER = timedelta(days=30)
"""From when it was proposed, if nobody agreed."""
WORDS_LENGTH = 500


class PendingState(StrEnum):
    """What became of a change that waits. Kept in rows: never change one."""

    WAITING = "waiting"
    HELD = "held"
    STOPPED = "stopped"
    LAPSED = "lapsed"
    NOT_POSSIBLE = "not_possible"


class PendingChangeQuerySet(models.QuerySet["PendingChange"]):
    def waiting(self) -> "PendingChangeQuerySet":
        return self.filter(state=PendingState.WAITING)


class PendingChange(models.Model):
    """One or more changes of settings, made together: nothing of them holds yet.

    Each of `steps` says what is done to which item of which setting, what it held and what it will, as plain
    data that the setting reads (`core/blueprints/pending.py`).
    """

    id = IdField()
    steps = models.JSONField()
    names = models.CharField(max_length=WORDS_LENGTH)  # of what it changes
    proposed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    by_key = models.ForeignKey(ApiKey, null=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=clock.now)
    takes_two = models.BooleanField()  # there was another who could agree
    agreed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=20, default=PendingState.WAITING.value)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=WORDS_LENGTH, blank=True)  # why it wasn't possible
    due_at = models.DateTimeField(null=True)

    objects = PendingChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-id"]
        indexes = [models.Index(fields=["due_at"], name="pending_change_due")]

    def __str__(self) -> str:
        return self.names

    @property
    def holds_from(self) -> datetime:
        return self.proposed_at + HOLDS_AFTER

    @property
    def lapses_at(self) -> datetime:
        return self.proposed_at + LAPSES_AFTER

    @property
    def is_waiting(self) -> bool:
        return self.state == PendingState.WAITING

    @property
    def proposer(self) -> Person | None:
        """The person behind it: of an API key, who made the key."""
        return self.proposed_by or (self.by_key.created_by if self.by_key else None)

    @property
    def actor(self) -> Actor | None:
        """The API key that proposed it, if no person did."""
        return self.by_key.actor if self.by_key else None

    @property
    def proposed_by_name(self) -> str:
        return str(self.proposed_by or self.by_key or "")
