"""The log of everything that happened, in the order it was written."""

from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import models

from turnout.core.events.actors import SYSTEM, Actor, ActorKind
from turnout.core.events.types import Event, known, types
from turnout.core.lib import clock

CHANGED = models.Q(area__isnull=False)


class RecordedEvent(models.Model):
    """One event of one subject. Written once, by `record`, and never changed (a scrub excepted)."""

    verb = models.CharField(max_length=100)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=26)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    # Who did it where no person did; NULL for the system. `doer` reads both.
    actor_kind = models.CharField(max_length=20, null=True)
    actor_ref = models.CharField(max_length=26, null=True)
    actor_label = models.CharField(max_length=200, null=True)
    area = models.CharField(max_length=20, null=True)  # of its type; NULL for most: see the indexes
    source = models.CharField(max_length=20)  # where from: web, api, cli, import, worker …
    data = models.JSONField(default=dict)
    at = models.DateTimeField()  # when it happened
    recorded_at = models.DateTimeField(default=clock.now)  # when it was written down
    transaction_id = models.BigIntegerField(default=0)  # on PostgreSQL, for reading a safe tail of the log

    class Meta:
        indexes = [
            models.Index(fields=["subject_id", "at", "id"], name="event_by_subject"),
            models.Index(fields=["transaction_id", "id"], name="event_by_transaction"),
            # What was changed here is little beside all that happened: these hold only that.
            models.Index(fields=["at", "id"], name="change_by_time", condition=CHANGED),
            models.Index(fields=["area", "at", "id"], name="change_by_area", condition=CHANGED),
            models.Index(fields=["actor", "at", "id"], name="change_by_actor", condition=CHANGED),
            models.Index(fields=["subject_id", "at", "id"], name="change_by_subject", condition=CHANGED),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_id}"

    @property
    def type(self) -> type[Event] | None:
        """The class of this event; None for a verb this version doesn't know."""
        return types.get(self.verb)

    @property
    def doer(self) -> Actor:
        """Who did it, person or not."""
        if self.actor_id:
            return Actor(ActorKind.PERSON, self.actor_id)
        if self.actor_kind:
            return Actor(ActorKind(self.actor_kind), self.actor_ref or "", self.actor_label or "")
        return SYSTEM

    @cached_property
    def event(self) -> Any:
        """The typed content. Fields added since have their defaults; those no longer known are left out."""
        if self.type is None:
            return None
        return self.type(**known(self.type, self.data))
