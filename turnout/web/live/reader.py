"""Who is behind a stream, and what they missed. All of this asks the database, so it runs in a thread."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import close_old_connections
from django.http import HttpRequest

from turnout.core.events.tail import Tail
from turnout.core.people.models import Person
from turnout.core.people.sessions import SessionStore
from turnout.core.people.visitors import visitor
from turnout.web.live.topics import allowed, may_see_any, nudges_of

MOST_MISSED = 1000  # events; a stream that missed more is told to fetch everything


@dataclass(frozen=True)
class Admission:
    """That a session is alive, whose it is, and what its streams may hear of."""

    person: Person
    topics: frozenset[str]


def admit(session_key: str, asked: Collection[str]) -> Admission | None:
    """None where the session is over, its person has left or their password changed."""
    close_old_connections()
    request = HttpRequest()
    request.session = SessionStore(session_key)
    person = visitor(request)
    if not isinstance(person, Person) or not person.is_active:
        return None
    return Admission(person, allowed(person, asked))


def missed(since: str, person: Person, topics: frozenset[str], latest: str) -> set[str] | None:
    """The topics that changed since the place `since`; None if that is too long ago or can't be told."""
    close_old_connections()
    tail, end = Tail.from_place(since), Tail.from_place(latest)
    if tail is None or (end is not None and (tail.transaction, tail.id) > (end.transaction, end.id)):
        return None  # a place beyond the end is from before a backup was put back
    events = tail.read(MOST_MISSED + 1)
    if len(events) > MOST_MISSED:
        return None
    nudges = nudges_of(events)
    changed = nudges.topics & topics
    lists = topics & nudges.lists_of_hidden
    if lists and may_see_any(person, nudges.hidden):
        changed |= lists
    return changed
