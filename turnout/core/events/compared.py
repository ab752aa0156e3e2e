"""What was before, and since: read from an event that keeps both."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from turnout.core.events.fields import Holds, Sort
from turnout.core.events.models import RecordedEvent


class Compared(NamedTuple):
    """One thing that an event says was changed. Words that are None were erased for good.

    name   what is compared: the end of the fields, or what `each_of` lists
    label  what people call it, in the present language; empty where nobody said
    holds  what kind of thing the two are
    """

    name: str
    label: str
    was: Any
    now: Any
    holds: Holds


def keeps_before(row: RecordedEvent) -> bool:
    """Whether `compared` answers anything, without comparing."""
    return bool(row.type) and any(_field("was", end) in row.data for end in row.type.compares)  # type: ignore[union-attr]


def compared(row: RecordedEvent) -> list[Compared]:
    """What this event changed. What was recorded before its type kept this, and what stayed, is left out."""
    return list(_compared(row)) if row.type else []


def without_prose(row: RecordedEvent) -> RecordedEvent:
    """The same in memory without its whole texts, for what is kept there and says none of them."""
    holds = row.type.holds if row.type else {}
    row.data = {name: each for name, each in row.data.items() if name not in holds or not holds[name].stays}
    return row


def _compared(row: RecordedEvent) -> Iterator[Compared]:
    kind = row.type
    assert kind is not None
    for end, label in kind.compares.items():
        before, after = _field("was", end), _field("now", end)
        if before not in row.data:
            continue
        was, now, holds = row.data[before], row.data.get(after, ""), kind.holds[before]
        if holds.many:
            names = row.data.get(kind.each_of) or ()
            for name, one, other in zip(names, was or (), now or (), strict=False):
                yield Compared(name, "", one, other, holds)
        elif was != now or (was is None and holds.sort is Sort.WORDS):
            yield Compared(end, str(label), was, now, holds)


def _field(when: str, end: str) -> str:
    return f"{when}_{end}" if end else when
