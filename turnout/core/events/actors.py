"""Who did something: a person, or one of the few others that act here."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import StrEnum


class ActorKind(StrEnum):
    """What can act. Kept in the log and said by the API: only ever add."""

    PERSON = "person"
    API_KEY = "api_key"  # the organization's own, not a person's token
    ALERT_SOURCE = "alert_source"
    WORKFLOW = "workflow"
    SYSTEM = "system"  # nobody in particular: a tick, a rule, someone who isn't named


@dataclass(frozen=True)
class Actor:
    """One who acted.

    id     of the row it has in its own table; empty for the system
    label  what it was called then. Of a person it stays empty: they are called what they are called now.
    may    permissions it holds while it acts; None for everything
    """

    kind: ActorKind
    id: str = ""
    label: str = ""
    may: frozenset[str] | None = field(default=None, compare=False)


SYSTEM = Actor(ActorKind.SYSTEM)

_acting: ContextVar[Actor] = ContextVar("acting", default=SYSTEM)


@contextmanager
def acting_as(actor: Actor) -> Iterator[None]:
    """Where a verb is called in this block with `by=None`, this is who did it. For whoever is no person."""
    token = _acting.set(actor)
    try:
        yield
    finally:
        _acting.reset(token)


def acting() -> Actor:
    """Who acts where no person does."""
    return _acting.get()
