"""One open page's stream, and how it reads on the wire (https://html.spec.whatwg.org/#server-sent-events)."""

import asyncio
import time
from collections.abc import Iterable

from turnout.core.people.models import Person

CHECK_EVERY = 60.0  # seconds between looks at session and permissions


class Stream:
    """What one page still has to hear of: a set of topics, so that a slow reader's backlog can't grow."""

    __slots__ = ("asked", "awake", "check_at", "ended", "pending", "person", "session_key", "topics")

    def __init__(
        self, person: Person, session_key: str, asked: frozenset[str], topics: frozenset[str]
    ) -> None:
        self.person = person
        self.session_key = session_key
        self.asked = asked
        self.topics = topics
        self.pending: set[str] = set()
        self.awake = asyncio.Event()
        self.ended = False
        self.check_at = time.monotonic() + CHECK_EVERY

    def nudge(self, topics: Iterable[str]) -> None:
        self.pending.update(topics)
        self.awake.set()

    def check_now(self) -> None:
        self.check_at = 0.0
        self.awake.set()

    def end(self) -> None:
        self.ended = True
        self.awake.set()

    def take(self) -> list[str]:
        taken = sorted(self.pending & self.topics)
        self.pending.clear()
        return taken


def opening(place: str) -> bytes:
    """How soon to come back when the line drops, and from where."""
    return f"retry: 2000\nid: {place}\n\n".encode() if place else b"retry: 2000\n\n"


def nudges(topics: Iterable[str], place: str) -> bytes:
    return "".join(f"event: nudge\nid: {place}\ndata: {topic}\n\n" for topic in topics).encode()


def resync(place: str) -> bytes:
    """Too much was missed to name it. (An event without data would not be heard.)"""
    return f"event: resync\nid: {place}\ndata: all\n\n".encode()


HEARTBEAT = b": here\n\n"
