"""Every stream of this process, and the one thread that follows the log for all of them."""

import asyncio
import threading
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TypeVar

import structlog
from django.db import Error, connection

from turnout.core.events.models import RecordedEvent
from turnout.core.events.tail import Tail
from turnout.core.jobs.errors import describe
from turnout.core.jobs.wake import Waiter
from turnout.core.lib import metrics
from turnout.web.live.stream import Stream
from turnout.web.live.topics import Nudges, nudges_of, who_may_see_any

log = structlog.get_logger(__name__)
T = TypeVar("T")

MOST = 5000  # streams of this process
MOST_EACH = 20  # streams of one person
LOOK_EVERY = 0.5  # seconds; PostgreSQL settles a row a moment after its commit woke us


class Full(Exception):
    """There are as many streams as this process, or this person, may have."""


class Hub:
    """Streams by topic and by person. Only the event loop changes them; the following thread asks it to."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.place = ""  # up to where every stream has heard
        self.streams: set[Stream] = set()
        self.by_topic: dict[str, set[Stream]] = defaultdict(set)
        self.by_person: dict[str, set[Stream]] = defaultdict(set)
        self.stop = threading.Event()
        self.threads = ThreadPoolExecutor(4, "live")  # so many database connections and no more
        self.follower = threading.Thread(target=self.follow, name="live-follower", daemon=True)
        self.follower.start()

    async def ask(self, question: Callable[..., T], *values: object) -> T:
        """Run something that asks the database in one of our threads."""
        return await self.loop.run_in_executor(self.threads, question, *values)

    @property
    def is_full(self) -> bool:
        return self.stop.is_set() or len(self.streams) >= MOST

    def join(self, stream: Stream) -> None:
        if self.is_full or len(self.by_person.get(stream.person.id, ())) >= MOST_EACH:
            raise Full
        self.streams.add(stream)
        self.by_person[stream.person.id].add(stream)
        self._listen(stream)
        metrics.streaming(len(self.streams))

    def leave(self, stream: Stream) -> None:
        self.streams.discard(stream)
        metrics.streaming(len(self.streams))
        self._forget(self.by_person, stream.person.id, stream)
        for topic in stream.topics:
            self._forget(self.by_topic, topic, stream)

    def change_topics(self, stream: Stream, topics: frozenset[str]) -> None:
        for topic in stream.topics - topics:
            self._forget(self.by_topic, topic, stream)
        stream.topics = topics
        self._listen(stream)

    def _listen(self, stream: Stream) -> None:
        for topic in stream.topics:
            self.by_topic[topic].add(stream)

    @staticmethod
    def _forget(index: dict[str, set[Stream]], key: str, stream: Stream) -> None:
        index[key].discard(stream)
        if not index[key]:
            del index[key]

    def spread(self, topics: Collection[str], place: str) -> None:
        """Nudge the streams that listen to these topics; the log was read up to `place`, if that is known."""
        for topic in topics:
            for stream in self.by_topic.get(topic, ()):
                stream.nudge((topic,))
            if topic.startswith("person:"):  # their session, role or access may be what changed
                for stream in self.by_person.get(topic.removeprefix("person:"), ()):
                    stream.check_now()
        self.place = place or self.place

    def spread_to(self, people: Iterable[str], topics: frozenset[str]) -> None:
        for person in people:
            for stream in self.by_person.get(person, ()):
                stream.nudge(topics)

    def follow(self) -> None:
        """Follow the log until `stop`; a broken database is waited for and nothing of the log passed over."""
        waiter = tail = None
        while not self.stop.is_set():
            try:
                waiter = waiter or Waiter(self.stop)
                if tail is None:
                    tail = Tail.at_end()
                    self._in_loop(self.spread, (), str(tail))
                ahead = replace(tail)
                events = ahead.read()
                if events:
                    self._pass_on(events, str(ahead))
                    tail = ahead
                else:
                    waiter.wait(LOOK_EVERY)
            except Error as error:
                log.warning("database away", error=describe(error))
                connection.close()
                waiter = None
                self.stop.wait(1)
        connection.close()

    def _pass_on(self, events: list[RecordedEvent], place: str) -> None:
        nudges = nudges_of(events)
        if nudges.hidden:
            self._in_loop(self.spread, nudges.topics, "")  # don't let them wait while we ask about the hidden
            self._in_loop(self.spread_to, self._who_may_see(nudges), nudges.lists_of_hidden)
        self._in_loop(self.spread, () if nudges.hidden else nudges.topics, place)

    def _who_may_see(self, nudges: Nudges) -> set[str]:
        """Of those now on a page that lists such things."""
        lists = nudges.lists_of_hidden
        listening = {
            stream.person.id: stream.person for stream in list(self.streams) if stream.topics & lists
        }
        return who_may_see_any(list(listening.values()), nudges.hidden)

    def _in_loop(self, call: Callable[..., None], *values: object) -> None:
        if not self.loop.is_closed():
            self.loop.call_soon_threadsafe(call, *values)

    async def close(self) -> None:
        """End every stream and the threads."""
        self.stop.set()
        for stream in self.streams:
            stream.end()
        await asyncio.to_thread(self.follower.join, 2)
        self.threads.shutdown(wait=False, cancel_futures=True)
