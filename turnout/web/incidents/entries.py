"""Drawing the entries of a timeline, each by the file in `entries/` that its event names (`drawn_as`)."""

from collections.abc import Callable, Hashable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from turnout.core.lib.revision_cache import RevisionCache
from turnout.incidents.room.timeline import Entry, Fold
from turnout.web import times
from turnout.web.templatetags.ui import cached_component, markdown, shown


class Reader(NamedTuple):
    """What the drawing of an entry depends on, besides the entry."""

    number: int  # of the incident
    can_respond: bool
    can_answer: bool  # whoever reported it, where they can read an answer
    here: tuple[str, str, date]  # language, zone and day


class Face(NamedTuple):
    """What every entry shows. Nothing but values: what is drawn from these alone is kept by them."""

    id: int
    icon: str
    is_turn: bool
    sentence: str
    time: str
    source: str
    pinned: bool
    actor: Hashable  # as `shown` has a person
    part: str
    keeps_before: bool


HTML = RevisionCache[Hashable, SafeString](6000, max_age=1.0)  # drawn of entries that may be old already


def draw(entry: Entry | Fold, reader: Reader, me: str, revision: int | None) -> SafeString:
    """One line of a timeline.

    me        id of the reader, who has tools at what is their own
    revision  of the incident, when its timeline was read
    """
    if isinstance(entry, Fold):
        return _fold(entry, reader, me, revision)
    is_own = entry.event.actor_id == me
    return HTML.get((entry.id, revision, reader, is_own), lambda: _draw(entry, reader, is_own))


def _fold(fold: Fold, reader: Reader, me: str, revision: int | None) -> SafeString:
    return cached_component(
        "incidents/entries/fold.html",
        id=fold.id,
        count=len(fold.entries),
        time=times.clock_time(fold.at),
        entries=mark_safe("".join(draw(each, reader, me, revision) for each in fold.newest_first)),  # noqa: S308
    )


def _draw(entry: Entry, reader: Reader, is_own: bool) -> SafeString:
    template = f"incidents/entries/{entry.type.drawn_as}.html"
    values: dict[str, Any] = {"entry": _face(entry), "note": entry.note, "reader": reader}
    plain = PLAIN.get(entry.type.drawn_as)
    if plain:
        return cached_component(template, **values, **plain(entry, is_own))
    values |= {"about": entry.about, "said": entry.event.event, "erased": entry.erased, "is_own": is_own}
    html = render_to_string(template, values)
    return mark_safe(html)  # noqa: S308 a template escapes


def _face(entry: Entry) -> Face:
    return Face(
        id=entry.id,
        icon=entry.type.icon,
        is_turn=not entry.folds,
        sentence=entry.sentence,
        time=times.clock_time(entry.at),
        source=entry.source,
        pinned=entry.pinned,
        actor=shown(entry.actor),
        part=entry.part,
        keeps_before=entry.keeps_before,
    )


def _message(entry: Entry, is_own: bool) -> Mapping[str, Hashable]:
    message = entry.about
    return {
        "body": markdown(message.body, entry.mentions) if message else "",
        "erased": entry.erased or "",
        "edited": message.pk if message and message.edited_at else "",
        "own_message": message.pk if message and is_own else "",
    }


PLAIN: Mapping[str, Callable[[Entry, bool], Mapping[str, Any]]] = {
    "fact": lambda _entry, _is_own: {},
    "message": _message,
}
"""What there is most of: the values it is drawn from, so that it is drawn once however often the timeline is
read anew. The others are given what their entry is about (`about`), and are drawn at each reading."""
