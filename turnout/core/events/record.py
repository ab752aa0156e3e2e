"""Writing an event, and one owed job per reaction to it, in the transaction of the change."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.db import models, transaction

from turnout.core.events.actors import SYSTEM, Actor, acting
from turnout.core.events.models import RecordedEvent
from turnout.core.events.reacting import consequences, owed_for
from turnout.core.events.sources import present_source
from turnout.core.events.subjects import subject_of
from turnout.core.events.types import Event
from turnout.core.jobs import wake
from turnout.core.jobs.models import Job
from turnout.core.lib import clock

BATCH = 500


class OwnTransaction(models.Func):
    """The number of the transaction that writes the row; 0 on SQLite, which has one writer at a time."""

    template, output_field = "0", models.BigIntegerField()

    def as_postgresql(self, compiler: Any, connection: Any, **how: Any) -> Any:
        return self.as_sql(compiler, connection, template="pg_current_xact_id()::text::bigint", **how)


_watch: ContextVar[Callable[[Any, Event], None] | None] = ContextVar("watching_events", default=None)
_history: ContextVar[bool] = ContextVar("writing_history", default=False)


@contextmanager
def history() -> Iterator[None]:
    """Events recorded in this block happened long ago: nobody reacts to them, nobody is told."""
    token = _history.set(True)
    try:
        yield
    finally:
        _history.reset(token)


@contextmanager
def watched_by(look: Callable[[Any, Event], None]) -> Iterator[None]:
    """Each event a verb records in this block is shown to `look` before it is written, in its transaction,
    with its subject. What `look` raises undoes the verb. For a door that lends its callers only so much."""
    token = _watch.set(look)
    try:
        yield
    finally:
        _watch.reset(token)


def record(
    subject: models.Model, event: Event, *, by: models.Model | None, at: datetime | None = None
) -> RecordedEvent:
    """Write down that `event` happened to `subject`. Only inside a transaction, with the change it tells of.

    by  the person who did it; None when somebody else did (`acting_as`) or the system
    at  when it happened, if not now
    """
    _refuse_outside_transaction(event)
    kind = subject_of(subject)
    if kind.refuse_naming and by is not None:
        kind.refuse_naming(subject, by)
    if look := _watch.get():
        look(subject, event)
    row = _row(subject, event, at=at or clock.now(), by=by, actor=acting())
    row.save(force_insert=True)
    _owe([(row, event)])
    _follow_through(subject, event, by)
    if kind.after:
        kind.after(subject)
    del row.transaction_id  # known to the database alone; asked for if anyone reads it
    return row


def record_each(entries: Iterable[tuple[models.Model, Event]]) -> None:
    """Write down what the system did to each of many, in a few questions however many they are."""
    entries = list(entries)
    if not entries:
        return
    _refuse_outside_transaction(entries[0][1])
    now = clock.now()
    rows = [(_row(subject, event, at=now), event) for subject, event in entries]
    RecordedEvent.objects.bulk_create([row for row, _event in rows], batch_size=BATCH)
    _owe(rows)
    for subject, event in entries:
        _follow_through(subject, event, None)
        if after := subject_of(subject).after:
            after(subject)


def record_past(entries: Iterable[tuple[models.Model, Event, datetime]]) -> None:
    """Write down many events of long ago at once: nobody did them here, and nobody reacts. For imports."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("the past was recorded outside a transaction")
    rows = (_row(subject, event, at=at) for subject, event, at in entries)
    RecordedEvent.objects.bulk_create(rows, batch_size=BATCH)


def _refuse_outside_transaction(event: Event) -> None:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{event.verb} was recorded outside a transaction")


def _row(
    subject: models.Model,
    event: Event,
    *,
    at: datetime,
    by: models.Model | None = None,
    actor: Actor = SYSTEM,
) -> RecordedEvent:
    is_other = by is None and actor != SYSTEM
    return RecordedEvent(
        verb=event.verb,
        subject_kind=subject_of(subject).kind,
        subject_id=str(subject.pk),
        actor_id=by.pk if by else None,
        actor_kind=actor.kind if is_other else None,
        actor_ref=actor.id if is_other else None,
        actor_label=actor.label[:200] if is_other else None,
        area=event.area or None,
        source=present_source(),
        data=dict(vars(event)),
        at=at,
        transaction_id=OwnTransaction(),
    )


def _follow_through(subject: models.Model, event: Event, by: models.Model | None) -> None:
    if not _history.get():
        for consequence in consequences.get(event.verb, ()):
            consequence(subject, event, by)


def _owe(recorded: Iterable[tuple[RecordedEvent, Event]]) -> None:
    """A job for each reaction to these events, unless they are history; and a word to whoever listens."""
    if _history.get():
        return
    jobs = (job for row, event in recorded for job in owed_for(row, event))
    Job.objects.bulk_create(jobs, batch_size=BATCH)
    wake.shout()
