"""Writing an event, and one owed job per reaction to it, in the transaction of the change."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import models, transaction

from turnout.core.events.models import RecordedEvent
from turnout.core.events.types import Event
from turnout.core.jobs import engine, wake
from turnout.core.jobs.models import Job
from turnout.core.lib import clock

Reaction = Callable[[RecordedEvent], None]
reactions: dict[str, dict[str, Reaction]] = {}
"""Reactions by verb, then by name."""


may_not_be_named: dict[str, Callable[[Any, Any], None]] = {}
"""By kind of subject: raises NotPossible where its log must not name this actor."""


class OwnTransaction(models.Func):
    """The number of the transaction that writes the row; 0 on SQLite, which has one writer at a time."""

    template, output_field = "0", models.BigIntegerField()

    def as_postgresql(self, compiler: Any, connection: Any, **how: Any) -> Any:
        return self.as_sql(compiler, connection, template="pg_current_xact_id()::text::bigint", **how)


_source: ContextVar[str] = ContextVar("event_source", default="worker")
_history: ContextVar[bool] = ContextVar("writing_history", default=False)


def reacts_to(*types: type[Event]) -> Callable[[Reaction], Reaction]:
    """Make a function react to events: it runs in a worker, once the change is committed, until it succeeds.

    Its database work happens exactly once; effects outside at least once.
    """

    def register(function: Reaction) -> Reaction:
        name = engine.name_of(function)
        for each in types:
            reactions.setdefault(each.verb, {})[name] = function

        def run(payload: dict[str, Any]) -> None:
            row = RecordedEvent.objects.filter(pk=payload["event"]).select_related("actor").first()
            if row is not None:
                with coming_from("worker"):
                    function(row)

        engine.handler(name, run)
        return function

    return register


@contextmanager
def coming_from(source: str) -> Iterator[None]:
    """Events recorded in this block came from `source`: web, api, cli, import …"""
    token = _source.set(source)
    try:
        yield
    finally:
        _source.reset(token)


@contextmanager
def history() -> Iterator[None]:
    """Events recorded in this block happened long ago: nobody reacts to them, nobody is told."""
    token = _history.set(True)
    try:
        yield
    finally:
        _history.reset(token)


def record(
    subject: models.Model, event: Event, *, by: models.Model | None, at: datetime | None = None
) -> RecordedEvent:
    """Write down that `event` happened to `subject`. Only inside a transaction, with the change it tells of.

    by  who did it; None when the system did
    at  when it happened, if not now
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{event.verb} was recorded outside a transaction")
    refuse = may_not_be_named.get(subject._meta.model_name or "")
    if refuse and by is not None:
        refuse(subject, by)
    row = RecordedEvent(
        verb=event.verb,
        subject_kind=subject._meta.model_name or "",
        subject_id=str(subject.pk),
        actor_id=by.pk if by else None,
        source=_source.get(),
        data=asdict(event),
        at=at or clock.now(),
        transaction_id=OwnTransaction(),
    )
    row.save(force_insert=True)
    del row.transaction_id  # known to the database alone; asked for if anyone reads it
    if not _history.get():
        names = reactions.get(event.verb, {})
        Job.objects.bulk_create([Job(name=name, payload={"event": row.pk}) for name in names])
        wake.shout()
    return row


def record_past(entries: Iterable[tuple[models.Model, Event, datetime]]) -> None:
    """Write down many events of long ago at once: nobody did them here, and nobody reacts. For imports."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("the past was recorded outside a transaction")
    written_at = clock.now()
    RecordedEvent.objects.bulk_create(
        (
            RecordedEvent(
                verb=event.verb,
                subject_kind=subject._meta.model_name or "",
                subject_id=str(subject.pk),
                source=_source.get(),
                data=asdict(event),
                at=at,
                recorded_at=written_at,
                transaction_id=OwnTransaction(),
            )
            for subject, event, at in entries
        ),
        batch_size=500,
    )
