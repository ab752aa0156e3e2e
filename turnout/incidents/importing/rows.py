"""What one row says, read into the shape of an incident. Nothing is written here."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from turnout.core.lib import clock
from turnout.incidents.definitions.models import StatusCategory
from turnout.incidents.fields.models import CustomField
from turnout.incidents.fields.models.fields import Value
from turnout.incidents.importing import words
from turnout.incidents.importing.custom_fields import read_own
from turnout.incidents.importing.problems import Unusable
from turnout.incidents.importing.prose import cut, line, prose
from turnout.incidents.importing.times import When, read_time
from turnout.incidents.incident.actions.details import SUMMARY_LENGTH
from turnout.incidents.incident.models.incident import NAME_LENGTH
from turnout.incidents.room.actions.talking import BODY_LENGTH

ID_LENGTH = 300
PLACE_LENGTH = 100
REVIEW_LENGTH = 100_000
MOST_SAID = 500  # updates of one incident, and entries of its timeline
MOST_TAGS = 30
_AT = ("at", "time", "timestamp", "date", "created_at", "posted_at", "display_at")
_TEXT = ("text", "message", "body", "content", "description", "what", "event")
_STATUS = ("status", "state")


@dataclass(frozen=True)
class HistoryEntry:
    """An update, or an entry of the timeline."""

    at: datetime
    text: str
    status: str | None = None


@dataclass
class Row:
    """One incident as it comes in. `notes` tell what its owner should know."""

    line: int
    id: str
    name: str = ""
    summary: str = ""
    place: str = ""
    url: str = ""
    discipline: str | None = None
    severity: int | None = None
    category: StatusCategory = StatusCategory.CLOSED
    started_at: datetime | None = None
    ended_at: datetime | None = None
    reported_at: datetime = field(default_factory=clock.now)
    updates: list[HistoryEntry] = field(default_factory=list)
    timeline: list[HistoryEntry] = field(default_factory=list)
    body: str = ""
    own: dict[CustomField, Value] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def last_at(self) -> datetime:
        """The last moment the source knows of."""
        said = (each.at for each in (*self.updates, *self.timeline))
        return max(self.ended_at or self.reported_at, self.reported_at, *said)

    @property
    def size(self) -> int:
        """Roughly how much memory it takes."""
        said = sum(len(each.text) + 200 for each in (*self.updates, *self.timeline))
        return len(self.summary) + len(self.body) + said + 1000


def read_row(number: int, fields: dict[str, Any]) -> Row:
    """Make a row of the fields found. Unusable, with the reason, if it can't come in."""
    row = Row(line=number, id=_text(fields, "id", line))
    if not row.id:
        raise Unusable("has no id, by which importing it again would know it")
    if len(row.id) > ID_LENGTH:
        raise Unusable(f"has an id longer than {ID_LENGTH} characters")
    _set_times(row, fields)
    _set_kind(row, fields)
    row.updates = _said(row, fields.get("updates"), "updates")
    row.timeline = _said(row, fields.get("timeline"), "timeline entries")
    row.place = cut(_fact(fields.get("place")), PLACE_LENGTH)
    row.own, unread = read_own(fields)
    row.notes += [f"has a value for {each.name} that can't be taken: it was left out" for each in unread]
    _set_texts(row, fields)
    return row


def _set_texts(row: Row, fields: dict[str, Any]) -> None:
    title, summary = _text(fields, "title", line), _text(fields, "summary", prose)
    if not title:
        title = line(summary)
        if not title:
            raise Unusable("has neither a title nor a summary")
    row.name = cut(title, NAME_LENGTH)
    facts = _facts(row, fields)
    parts = [title if row.name != title else "", summary if summary != title else "", facts]
    room = SUMMARY_LENGTH - len(facts) - len(title) - 10
    if len(parts[1]) > room:
        row.notes.append("has a summary that was too long and was cut")
        parts[1] = cut(parts[1], max(room, 1))
    row.summary = cut("\n\n".join(filter(None, parts)), SUMMARY_LENGTH)
    body = _text(fields, "body", prose)
    if len(body) > REVIEW_LENGTH:
        row.notes.append("has a review that was too long and was cut")
    row.body = cut(body, REVIEW_LENGTH)


def _facts(row: Row, fields: dict[str, Any]) -> str:
    """What we have no field for, as one line under the summary."""
    tags = fields.get("tags")
    if isinstance(tags, list):
        tags = ", ".join(filter(None, map(_fact, tags[:MOST_TAGS])))
    source = _fact(fields.get("source"))
    if source.startswith(("https://", "http://")) and len(source) <= 2000:
        row.url = source
    began = _time_of(fields, "started")
    vaguely = _("%(time)s; no exact time is known") % {"time": began.words} if began and began.words else ""
    said = (
        (_("Organisation"), _fact(fields.get("organisation"))),
        (_("People affected"), _fact(fields.get("people_affected"))),
        (_("Started"), vaguely),
        (_("Tags"), _fact(tags)),
        (_("Source"), source),
    )
    return " · ".join(f"{name}: {cut(value, 500)}" for name, value in said if value)


def _text(fields: dict[str, Any], name: str, read: Callable[[Any], str]) -> str:
    try:
        return read(fields.get(name))
    except Unusable as reason:
        raise Unusable(f"{name} {reason}") from None


def _fact(value: Any) -> str:
    """What isn't text is left out: no row stays outside for the sake of a detail."""
    with suppress(Unusable):
        return line(value)
    return ""


def _set_times(row: Row, fields: dict[str, Any]) -> None:
    times: dict[str, When] = {}
    for name in ("started", "ended", "reported"):
        if name in fields:
            when = _time_of(fields, name)
            if when:
                times[name] = when
            else:
                row.notes.append(f"has a time we can't read, {name}: {_quoted(fields[name])}")
    started, ended = times.get("started"), times.get("ended")
    if started and ended and ended.moment < started.moment:
        row.notes.append("ends before it starts; its end was left out")
        ended = None
    known = times.get("reported") or started or ended
    if known is None:
        row.notes.append("has no time; it is kept under the time of this import")
    row.started_at = started.moment if started else None
    row.ended_at = ended.moment if ended else None
    row.reported_at = known.moment if known else clock.now()


def _time_of(fields: dict[str, Any], name: str) -> When | None:
    try:
        return read_time(fields.get(name))
    except (ValueError, OverflowError, OSError):
        return None


def _set_kind(row: Row, fields: dict[str, Any]) -> None:
    if "discipline" in fields:
        row.discipline = words.discipline_key(fields["discipline"])
        if row.discipline is None:
            row.notes.append(f"is of a kind we don't know, {_quoted(fields['discipline'])}: not sure yet")
    if "severity" in fields:
        row.severity = words.severity_rank(fields["severity"])
        if row.severity is None:
            row.notes.append(f"has a severity we don't know, {_quoted(fields['severity'])}: none is set")
    if "status" in fields:
        row.category, note = words.category_of(fields["status"])
        if note:
            row.notes.append(note)


def _said(row: Row, value: Any, what: str) -> list[HistoryEntry]:
    """Updates or timeline entries in order of time; without a time they stay behind the one before."""
    if isinstance(value, str) and value.lstrip().startswith("["):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            row.notes.append(f"has {what} that can't be read; they are kept as text")
    entries = value if isinstance(value, list) else [] if value is None else [value]
    if len(entries) > MOST_SAID:
        row.notes.append(f"has {len(entries)} {what}; the first {MOST_SAID} came in")
    said: list[HistoryEntry] = []
    unread = 0
    for entry in entries[:MOST_SAID]:
        after = said[-1].at if said else row.started_at or row.reported_at
        try:
            one = _one(entry, after)
        except Unusable:
            unread += 1
            continue
        if one:
            said.append(one)
    if unread:
        row.notes.append(f"has {unread} {what} that can't be read; they were left out")
    return sorted(said, key=lambda each: each.at)


def _one(entry: Any, after: datetime) -> HistoryEntry | None:
    if not isinstance(entry, dict):
        text = prose(entry)
        return HistoryEntry(after, cut(text, BODY_LENGTH)) if text else None
    when = _time_of({"at": _first(entry, _AT)}, "at")
    text, word = prose(_first(entry, _TEXT)), line(_first(entry, _STATUS))
    status = words.update_status_key(word) if word else None
    if not text:
        text = word
    elif word and status is None and word.casefold() != "update":
        text = f"{word}: {text}"
    return HistoryEntry(when.moment if when else after, cut(text, BODY_LENGTH), status) if text else None


def _first(entry: dict[str, Any], names: tuple[str, ...]) -> Any:
    return next((entry[name] for name in names if entry.get(name) not in (None, "")), None)


def _quoted(value: Any) -> str:
    return f"“{cut(' '.join(str(value)[:200].split()), 60)}”"
