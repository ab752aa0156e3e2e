"""Who reacts to what happened: in a worker later, or in the transaction of the event."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from turnout.core.events.models import RecordedEvent
from turnout.core.events.sources import coming_from
from turnout.core.events.types import ANY, Event
from turnout.core.jobs import engine
from turnout.core.jobs.errors import TemporaryFailure
from turnout.core.jobs.models import Job

Condition = Callable[[RecordedEvent, Any], bool]
Receivers = Callable[[RecordedEvent, Any], Iterable[str]]
Consequence = Callable[[Any, Any, Any], None]

WHATEVER = "*"


@dataclass(frozen=True)
class Reaction:
    """What runs once something happened.

    owes     of an event as it is recorded, what each job for it has to know besides the event
    outside  it sends something
    """

    run: Callable[..., None]
    owes: Callable[[RecordedEvent, Any], Iterable[dict[str, str]]]
    outside: bool = False


reactions: dict[str, dict[str, Reaction]] = {}
"""Reactions by verb, then by name. Those to ANY event stand under WHATEVER."""

consequences: dict[str, list[Consequence]] = {}
"""What runs in the transaction of an event, by verb."""


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

    def is_owed(row: RecordedEvent, event: Any) -> bool:
        return when is None or when(row, event)

    def register(function: Callable[[RecordedEvent], None]) -> Callable[[RecordedEvent], None]:
        def run(row: RecordedEvent, _payload: dict[str, Any]) -> None:
            if is_owed(row, row.event):
                function(row)

        _register(function, Reaction(function, lambda *of: [{}] if is_owed(*of) else [], outside), types, run)
        return function

    return register


def reacts_for_each(
    receivers: Receivers, *types: type[Event], outside: bool = False
) -> Callable[[Callable[[RecordedEvent, str], None]], Callable[[RecordedEvent, str], None]]:
    """The same with a job for each receiver, by id: each is tried by itself, so one that fails holds up no
    other.

    receivers  asked as the event is recorded: whom it is for. Part of every such change, so it answers from
               memory (`core.lib.cached_tables`); where nobody is, no job is left
    """

    def register(function: Callable[[RecordedEvent, str], None]) -> Callable[[RecordedEvent, str], None]:
        def run(row: RecordedEvent, payload: dict[str, Any]) -> None:
            function(row, payload["to"])

        def owes(row: RecordedEvent, event: Any) -> Iterator[dict[str, str]]:
            return ({"to": each} for each in receivers(row, event))

        _register(function, Reaction(function, owes, outside), types, run)
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


def owed_for(row: RecordedEvent, event: Event) -> Iterator[Job]:
    """A job for each reaction to it, and for each of its receivers. Saving them is the caller's."""
    for name, reaction in chain(reactions.get(event.verb, {}).items(), reactions.get(WHATEVER, {}).items()):
        for besides in reaction.owes(row, event):
            yield Job(name=name, payload={"event": row.pk, **besides})


def _register(
    function: Callable[..., None],
    reaction: Reaction,
    types: Iterable[type[Event]],
    run: Callable[[RecordedEvent, dict[str, Any]], None],
) -> None:
    name = engine.name_of(function)
    for each in types:
        reactions.setdefault(WHATEVER if each is ANY else each.verb, {})[name] = reaction

    def handle(payload: dict[str, Any]) -> None:
        row = RecordedEvent.objects.filter(pk=payload["event"]).select_related("actor").first()
        if row is not None and row.event is None:
            raise TemporaryFailure(f"this version doesn't know {row.verb}")  # the next one does
        if row is not None:
            with coming_from("worker"):
                run(row, payload)

    engine.handler(name, handle, outside=reaction.outside)
