"""The timeline of an incident as it is read: events in order, each with what it is about."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from turnout.core.events.models import RecordedEvent
from turnout.core.events.types import people_in, tell
from turnout.core.people.models import Person
from turnout.incidents.models import Attachment, Incident, Message, Pin, ResourceLink, Task, Update

PAGE = 60  # entries shown at once


@dataclass
class Entry:
    """One event as the room shows it."""

    event: RecordedEvent
    sentence: str
    about: Any = None  # the message, update, task, file or link it is about, as it is now
    pinned: bool = False

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
    def kind(self) -> str:
        """The last word of the verb, for choosing how to draw it: message_posted, update_posted …"""
        return self.event.verb.rpartition(".")[2]

    @property
    def icon(self) -> str:
        return self.event.type.icon if self.event.type else "circle-dot"

    @property
    def folds(self) -> bool:
        return self.event.type.folds if self.event.type else True

    @property
    def note(self) -> str:
        return getattr(self.event.event, "note", "")


@dataclass
class Fold:
    """System facts in a row, shown as one line until opened."""

    entries: list[Entry] = field(default_factory=list)

    @property
    def id(self) -> int:
        return self.entries[0].id


@dataclass
class Timeline:
    """A stretch of the timeline, oldest first."""

    entries: list[Entry]
    older: str  # where the stretch before begins, for `before=`; empty at the beginning

    @property
    def folded(self) -> list[Entry | Fold]:
        """The same with runs of two or more system facts folded together."""
        shown: list[Entry | Fold] = []
        for folds, run in groupby(self.entries, key=lambda entry: entry.folds and not entry.pinned):
            entries = list(run)
            shown += [Fold(entries)] if folds and len(entries) > 1 else entries
        return shown


def read_timeline(incident: Incident, *, before: str = "", limit: int = PAGE) -> Timeline:
    """The newest `limit` entries, or those before a place given by an earlier answer's `older`.

    A handful of queries, whatever the length of the history.
    """
    rows = RecordedEvent.objects.filter(subject_id=incident.pk).select_related("actor")
    at, _dot, id_text = before.partition("~")
    if id_text.isdigit():
        try:
            moment = datetime.fromisoformat(at)
        except ValueError:
            moment = None
        if moment and moment.tzinfo:
            rows = rows.filter(Q(at__lt=moment) | Q(at=moment, pk__lt=int(id_text)))
    found = list(rows.order_by("-at", "-id")[: limit + 1])
    more, found = len(found) > limit, found[:limit]
    found.reverse()
    older = f"{found[0].at.isoformat()}~{found[0].pk}" if more else ""
    return Timeline(entries_of(incident, found), older)


def pinned_entries(incident: Incident, limit: int = 50) -> list[Entry]:
    """What somebody marked as important, oldest first."""
    rows = RecordedEvent.objects.filter(
        pk__in=Pin.objects.filter(incident=incident).values("event")
    ).select_related("actor")
    return entries_of(incident, list(rows.order_by("at", "id")[:limit]))


def entries_of(incident: Incident, rows: list[RecordedEvent]) -> list[Entry]:
    """Events made ready to show: names, pins and what they are about, fetched together."""
    names = dict(Person.objects.filter(pk__in=people_in(rows)).values_list("pk", "name"))
    pinned = set(
        Pin.objects.filter(incident=incident, event__in=[row.pk for row in rows]).values_list("event", flat=True)
    )
    things = _things(rows)
    entries = []
    for row in rows:
        who = row.actor.name if row.actor else _("Turnout")
        entries.append(
            Entry(
                event=row,
                sentence=tell(row, who, names, _("somebody")),
                about=next((things[row.data[key]] for key in _ABOUT if row.data.get(key) in things), None),
                pinned=row.pk in pinned,
            )
        )
    return entries


_ABOUT: dict[str, Any] = {
    "message": Message,
    "update": Update,
    "task": Task,
    "attachment": Attachment,
    "link": ResourceLink,
}


def _things(rows: Iterable[RecordedEvent]) -> dict[str, Any]:
    things: dict[str, Any] = {}
    for key, model in _ABOUT.items():
        ids = {row.data[key] for row in rows if row.data.get(key)}
        if ids:
            found = model.objects.filter(pk__in=ids)
            if model is Update:
                found = found.select_related("status", "severity")
            elif model is Task:
                found = found.select_related("owner")
            things |= {each.pk: each for each in found}
    return things
