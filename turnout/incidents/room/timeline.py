"""The timeline of an incident as it is read: events in order, each with what it is about."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import groupby
from typing import Any

from django.db.models import Model, Q

from turnout.core.events.compared import keeps_before, without_prose
from turnout.core.events.models import RecordedEvent
from turnout.core.events.sources import in_words
from turnout.core.events.types import Event, aside_verbs, model_called, people_in, sentence_of
from turnout.core.people.models import Person
from turnout.incidents.incident.models import Incident
from turnout.incidents.reporters.thanks import hidden_among
from turnout.incidents.room.events import TextErased
from turnout.incidents.room.models import Pin

PAGE = 60  # entries shown at once
MOST = 500  # entries shown at once when a page has been open for long


@dataclass
class Entry:
    """One event as the room shows it."""

    event: RecordedEvent
    names: Mapping[str, str]  # by id, of everyone the page's events name
    about: Any = None  # the message, update, file … that its event shows, as it is now
    pinned: bool = False
    mentions: dict[str, str] = field(default_factory=dict)  # ids by name, of those a message calls
    erased: tuple[str, str] | None = None  # by whom and why, where what it showed was erased for good
    keeps_before: bool = False  # its event knows what was before, for a page of its own

    @cached_property
    def sentence(self) -> str:
        return sentence_of(self.event, self.names)

    @property
    def id(self) -> int:
        return self.event.pk

    @property
    def at(self) -> datetime:
        return self.event.at

    @property
    def actor(self) -> Person | None:
        return self.event.actor

    @property
    def type(self) -> type[Event]:
        """What says its icon, whether it folds, and what draws it."""
        return self.event.type or Event

    @property
    def part(self) -> str:
        """In whose part it was done, where an unnamed reporter has to do with it."""
        return str(self.event.data.get("part", ""))

    @property
    def source(self) -> str:
        """Where it came from, in words; empty for the pages, where most things come from."""
        return in_words(self.event.source)

    @property
    def folds(self) -> bool:
        return self.type.folds

    @property
    def note(self) -> str:
        return getattr(self.event.event, "note", "")


@dataclass
class Fold:
    """System facts in a row, shown as one line until opened."""

    entries: list[Entry] = field(default_factory=list)

    @property
    def id(self) -> int:
        """That of its newest entry."""
        return self.entries[-1].id

    @property
    def at(self) -> datetime:
        return self.entries[-1].at

    @property
    def newest_first(self) -> list[Entry]:
        return self.entries[::-1]


@dataclass
class Timeline:
    """A stretch of the timeline, oldest first."""

    entries: list[Entry]
    oldest: str  # the place of its first entry, for `since=`
    older: str  # the same if there is more before it, for `before=`; else empty

    def folded(self, since: int | None = None) -> list[Entry | Fold]:
        """The same with runs of two or more system facts folded together, never across the event `since`."""
        place = next((index for index, entry in enumerate(self.entries) if entry.id == since), -1)

        def side(pair: tuple[int, Entry]) -> tuple[bool, bool]:
            return pair[1].folds and not pair[1].pinned, pair[0] <= place

        shown: list[Entry | Fold] = []
        for (folds, _before), numbered in groupby(enumerate(self.entries), key=side):
            run = [entry for _index, entry in numbered]
            shown += [Fold(run)] if folds and len(run) > 1 else run
        return shown


def read_timeline(incident: Incident, *, before: str = "", since: str = "") -> Timeline:
    """The newest entries; or those before a place; or all from a place on (as many as MOST).

    Places are what an earlier answer gave as `older` and `oldest`. A handful of queries, whatever the
    length of the history.
    """
    rows = RecordedEvent.objects.filter(subject_id=incident.pk).exclude(verb__in=aside_verbs())
    limit = PAGE
    if place := _place(before):
        rows = rows.filter(Q(at__lt=place[0]) | Q(at=place[0], pk__lt=place[1]))
    elif place := _place(since):
        rows = rows.filter(at__gte=place[0])
        limit = MOST
    found = list(rows.order_by("-at", "-id")[: limit + 1])
    more = len(found) > limit or (bool(since) and not before)
    found = found[:limit]
    found.reverse()
    oldest = f"{found[0].at.isoformat()}~{found[0].pk}" if found else ""
    return Timeline(entries_of(incident, found), oldest, oldest if more else "")


def _place(text: str) -> tuple[datetime, int] | None:
    at, _tilde, number = text.partition("~")
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    return (moment, int(number)) if moment.tzinfo and number.isdecimal() and len(number) < 19 else None


def pinned_entries(incident: Incident, limit: int = 50) -> list[Entry]:
    """What somebody marked as important, oldest first."""
    rows = RecordedEvent.objects.filter(pk__in=Pin.objects.filter(incident=incident).values("event"))
    return entries_of(incident, list(rows.order_by("at", "id")[:limit]))


def entries_of(incident: Incident, rows: list[RecordedEvent]) -> list[Entry]:
    """Events made ready to show: people, pins and what they are about, fetched together.

    Whole texts of before are left out: timelines are kept in memory, and say none of them.
    """
    hidden = hidden_among(incident, rows)
    rows = [row for row in rows if row.pk not in hidden]
    actors = {row.actor_id for row in rows if row.actor_id}
    people = Person.objects.in_bulk(people_in(rows) | actors)
    names = {pk: person.name for pk, person in people.items()}
    pinned = set(
        Pin.objects.filter(incident=incident, event__in=[row.pk for row in rows]).values_list(
            "event", flat=True
        )
    )
    things = _things(rows)
    erased = _erased(incident, rows, things)
    entries = []
    for row in rows:
        row.actor, has_before = people.get(row.actor_id), keeps_before(row)
        row = without_prose(row)
        entries.append(
            Entry(
                event=row,
                names=names,
                about=things.get(row.data.get(row.type.shows)) if row.type else None,
                pinned=row.pk in pinned,
                keeps_before=has_before,
                erased=erased.get(row.data.get(row.type.shows, "")) if row.type else None,
                mentions={names[pk]: pk for pk in row.data.get("mentioned", ()) if pk in names},
            )
        )
    return entries


def _things(rows: Iterable[RecordedEvent]) -> dict[Any, Any]:
    """By id, what the entries show as it is now: a query for each kind of thing among them. What was removed
    isn't there."""
    wanted: dict[type[Model], set[str]] = defaultdict(set)
    for row in rows:
        if row.type and (id := row.data.get(row.type.shows)):
            wanted[model_called(row.type.holds[row.type.shows].of)].add(id)
    return {
        each.pk: each
        for model, ids in wanted.items()
        for each in model._default_manager.filter(pk__in=ids)
        if getattr(each, "removed_at", None) is None
    }


def _erased(
    incident: Incident, rows: Iterable[RecordedEvent], things: Mapping[Any, Any]
) -> dict[Any, tuple[str, str]]:
    """By id of what was erased for good, by whom and why: asked only where something isn't there to show."""
    shown = (row.data.get(row.type.shows) for row in rows if row.type and row.type.shows)
    if all(id in things and getattr(things[id], "body", "there") for id in shown):
        return {}
    erasures = RecordedEvent.objects.filter(subject_id=incident.pk, verb=TextErased.verb)
    latest = erasures.select_related("actor").order_by("-at", "-pk")[:MOST]
    return {
        row.data["thing"]: (row.actor.name if row.actor else "", row.event.note)
        for row in latest
        if row.data.get("thing")
    }
