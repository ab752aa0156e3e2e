"""An event as JSON, fit to leave Turnout: what webhooks send. Made here and nowhere else."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import translation

from turnout.core.events.models import RecordedEvent
from turnout.core.events.subjects import About, something_new, subjects
from turnout.core.events.types import people_in, sentence_of, who_did


def public_form(events: Iterable[RecordedEvent], *, to: Any = None) -> list[dict[str, Any]]:
    """These events, in their order, without those that aren't for whoever receives them.

    to  the person on whose behalf it is sent: it tells what they may see and be sent, in their language.
        Without one anybody may be listening: it tells only of what is open to everyone

    id       unique; later events have higher numbers, as text
    verb     what happened, and `fields`: all of it that may leave, as docs/reference/events.md says
    at       when it happened, in UTC
    source   where from: web, api, mail …
    actor    who did it: kind, id and name. Null for the system, and for whoever isn't named
    subject  what it happened to: kind, id, reference and link, empty where it has none
    words    the same as a sentence
    people   present names by id, of everyone in `fields`
    mark     must be shown beside every word of it, where it isn't empty
    is_discreet  nothing may be said but that something is new: `verb`, `source` and `actor` are null, the
                 rest is empty. Verbs and fields are only ever added to, and so are these keys
    """
    rows = [event for event in events if event.type]
    about = _about(rows, to)
    told = [row for row in rows if (row.subject_kind, row.subject_id) in about]
    names = _names(told)
    with translation.override(to.language if to else settings.LANGUAGE_CODE):
        return [_form(row, about[row.subject_kind, row.subject_id], names) for row in told]


def may_be_open(kind: str) -> bool:
    """Whether things of this kind can be open to everyone, so that one might tell anybody of them."""
    subject = subjects.get(kind)
    return subject is not None and subject.about is not None


def _about(rows: list[RecordedEvent], to: Any) -> dict[tuple[str, str], About]:
    """How each subject may be spoken of, of those that may be spoken of at all."""
    ids: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        ids[row.subject_kind].add(row.subject_id)
    found = {}
    for kind, wanted in ids.items():
        subject = subjects.get(kind)
        if subject is None or (to is not None and not to.is_active):
            continue
        known = subject.about(wanted) if subject.about else {}
        if to is None:
            allowed = {id for id, each in known.items() if each.is_open and not each.is_discreet}
        else:
            allowed = subject.may_see(wanted, to) & wanted
            if subject.may_be_sent:
                allowed &= subject.may_be_sent(wanted, to)
        found.update({(kind, id): known.get(id, About()) for id in allowed})
    return found


def _names(rows: list[RecordedEvent]) -> dict[str, str]:
    ids = people_in(rows) | {row.actor_id for row in rows if row.actor_id}
    return dict(get_user_model()._default_manager.filter(pk__in=ids).values_list("pk", "name"))


def _form(row: RecordedEvent, about: About, names: Mapping[str, str]) -> dict[str, Any]:
    form = {
        "id": str(row.pk),
        "verb": None,
        "at": row.at.isoformat().replace("+00:00", "Z"),
        "source": None,
        "actor": None,
        "subject": {
            "kind": row.subject_kind,
            "id": row.subject_id,
            "reference": about.reference,
            "link": settings.PUBLIC_URL + about.path if about.path else "",
        },
        "words": something_new(about.reference),
        "fields": {},
        "people": {},
        "mark": "",
        "is_discreet": about.is_discreet,
    }
    if about.is_discreet:
        return form
    named = people_in([row])
    return form | {
        "verb": row.verb,
        "source": row.source,
        "actor": _actor(row, names),
        "words": sentence_of(row, names),
        "fields": _fields(row),
        "people": {id: names[id] for id in sorted(named) if id in names},
        "mark": str(about.mark),
    }


def _actor(row: RecordedEvent, names: Mapping[str, str]) -> dict[str, str] | None:
    doer = row.doer
    return {"kind": doer.kind.value, "id": doer.id, "name": who_did(row, names)} if doer.id else None


def _fields(row: RecordedEvent) -> dict[str, Any]:
    """Every field this version knows, but whole texts: as recorded, null where it was erased, else as it is
    unless given."""
    return {
        name: row.data[name] if name in row.data else getattr(row.event, name)
        for name, held in row.event.holds.items()
        if not held.stays
    }
