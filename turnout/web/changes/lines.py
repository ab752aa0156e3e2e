"""The lines of the page: who changed what, from what to what, by which door."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from turnout.core.events.areas import areas
from turnout.core.events.models import RecordedEvent
from turnout.core.events.sources import in_words
from turnout.core.events.subjects import subjects
from turnout.core.events.types import people_in, sentence_of
from turnout.core.people.models import Person
from turnout.web.changes.words import label_of, said

LONG = 160  # characters; what is longer is folded


@dataclass(frozen=True)
class Difference:
    """One field, before and after. Both are empty where it was nothing before, or is nothing now."""

    label: str
    was: str
    now: str

    @property
    def is_long(self) -> bool:
        return len(self.was) + len(self.now) > LONG


@dataclass(frozen=True)
class Line:
    """One change."""

    id: int
    at: datetime
    icon: str
    sentence: str
    actor: Person | None
    door: str
    area: str
    path: str
    differences: tuple[Difference, ...]


def lines_of(rows: Iterable[RecordedEvent]) -> list[Line]:
    """In one question, however many they are. An event whose class doesn't say that it belongs here isn't
    shown, whatever its row says."""
    rows = [row for row in rows if row.type and row.type.area]
    ids = people_in(rows) | {row.actor_id for row in rows if row.actor_id}
    people = Person.objects.in_bulk(ids)
    names = {id: person.name for id, person in people.items()}
    words = areas()
    return [
        Line(
            id=row.pk,
            at=row.at,
            icon=row.type.icon if row.type else "",
            sentence=sentence_of(row, names),
            actor=people.get(row.actor_id or ""),
            door=in_words(row.source),
            area=str(words[row.type.area]) if row.type else "",
            path=_path(row),
            differences=_differences(row),
        )
        for row in rows
    ]


def _differences(row: RecordedEvent) -> tuple[Difference, ...]:
    kind = row.subject_kind
    return tuple(
        Difference(
            label_of(kind, each["field"]),
            said(kind, each["field"], each["was"]),
            said(kind, each["field"], each["now"]),
        )
        for each in getattr(row.event, "changes", ())
    )


def _path(row: RecordedEvent) -> str:
    """Where it is, of people and teams: what else is changed here has no page for everyone."""
    about = subjects[row.subject_kind].about if row.subject_kind in ("person", "team") else None
    found = about([row.subject_id]).get(row.subject_id) if about else None
    return found.path if found else ""
