"""Writing an event, and one owed job per reaction to it, in the transaction of the change."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from django.db import models, transaction

from turnout.core.events.actors import SYSTEM, Actor, acting
from turnout.core.events.models import RecordedEvent
from turnout.core.events.subjects import subject_of
from turnout.core.events.types import ANY, Event
from turnout.core.jobs import engine, wake
from turnout.core.jobs.errors import TemporaryFailure
from turnout.core.jobs.models import Job
from turnout.core.lib import clock

BATCH = 500

Condition = Callable[[RecordedEvent, Any], bool]
Consequence = Callable[[Any, Any, Any], None]


@dataclass(frozen=True)
class Reaction:
    """What runs once something happened."""

    run: Callable[[RecordedEvent], None]
    when: Condition | None = None
    outside: bool = False

    def is_owed(self, row: RecordedEvent, event: Event) -> bool:
        return self.when is None or self.when(row, event)


WHATEVER = "*"
reactions: dict[str, dict[str, Reaction]] = {}
"""Reactions by verb, then by name. Those to ANY event stand under WHATEVER."""


consequences: dict[str, list[Consequence]] = {}
"""What runs in the transaction of an event, by verb."""


class OwnTransaction(models.Func):
    """The number of the transaction that writes the row; 0 on SQLite, which has one writer at a time."""

    template, output_field = "0", models.BigIntegerField()

    def as_postgresql(self, compiler: Any, connection: Any, **how: Any) -> Any:
        return self.as_sql(compiler, connection, template="pg_current_xact_id()::text::bigint", **how)


_source: ContextVar[str] = ContextVar("event_source", default="worker")
_history: ContextVar[bool] = ContextVar("writing_history", default=False)


def reacts_to(
    *types: type[Event], when: Condition | None = None, outside: bool = False
) -> Callable[[Callable[[RecordedEvent], None]], Callable[[RecordedEvent], None]]:
    """Make a function react to events: it runs in a worker, once the change is committed, until it succeeds.

    Its database work happens exactly once; effects outside at least once.
    types  ANY alone: whatever happens. One that records events itself must leave those out (`when`)
    when   asked as the event is recorded, of its row and what it says: whether there is anything to do at
           all. It is part of every such change, so it asks the database nothing
    outside  it sends something: it runs in no transaction, beside the rest, and after a failure from its
           beginning. So it writes nothing of its own, and what it sends carries a key made of the event's id
    """

    def register(function: Callable[[RecordedEvent], None]) -> Callable[[RecordedEvent], None]:
        name, reaction = engine.name_of(function), Reaction(function, when, outside)
        for each in types:
            reactions.setdefault(WHATEVER if each is ANY else each.verb, {})[name] = reaction

        def run(payload: dict[str, Any]) -> None:
            row = RecordedEvent.objects.filter(pk=payload["event"]).select_related("actor").first()
            if row is not None and row.event is None:
                raise TemporaryFailure(f"this version doesn't know {row.verb}")  # the next one does
            if row is not None and reaction.is_owed(row, row.event):
                with coming_from("worker"):
                    function(row)

        engine.handler(name, run, outside=outside)
        return function

    return register


def consequence_of(*types: type[Event]) -> Callable[[Consequence], Consequence]:
    """Make a function part of the verbs that record these events: it runs in their transaction, right after
    the event was written. It is given the subject as the verb holds it, the event, and who did it.

    For what must be there once the verb has answered, and belongs to a room or wing above it. Keep it short:
    the verb waits for it, and an error undoes the verb. Whatever can wait is a reaction.
    """

    def register(function: Consequence) -> Consequence:
        for each in types:
            consequences.setdefault(each.verb, []).append(function)
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

    by  the person who did it; None when somebody else did (`acting_as`) or the system
    at  when it happened, if not now
    """
    _refuse_outside_transaction(event)
    kind = subject_of(subject)
    if kind.refuse_naming and by is not None:
        kind.refuse_naming(subject, by)
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


def reactions_to(verb: str) -> Iterator[tuple[str, Reaction]]:
    """Who reacts to it, by name."""
    return chain(reactions.get(verb, {}).items(), reactions.get(WHATEVER, {}).items())


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
        source=_source.get(),
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
    Job.objects.bulk_create(
        (
            Job(name=name, payload={"event": row.pk})
            for row, event in recorded
            for name, reaction in reactions_to(event.verb)
            if reaction.is_owed(row, event)
        ),
        batch_size=BATCH,
    )
    wake.shout()
