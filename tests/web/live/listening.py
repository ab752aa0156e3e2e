"""A real server of live streams, and pages that listen to it."""

import asyncio
import queue
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import uvicorn
from django.conf import settings
from django.test import Client

from tests.processes import free_port, until
from turnout.core.events.models import RecordedEvent
from turnout.core.events.tail import Tail
from turnout.core.people.models import Person
from turnout.web.live import app

LONG = 60  # seconds, for what comes sooner on any machine
A_MOMENT = 0.4  # seconds, for what was sent to be read


async def application(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] == "lifespan":
        await receive()
        await app.startup()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await send({"type": "lifespan.shutdown.complete"})
    else:
        await app.live(scope, receive, send)


class Server(uvicorn.Server):
    async def shutdown(self, sockets: Any = None) -> None:
        await app.shutdown()
        await super().shutdown(sockets)


@contextmanager
def live_server() -> Iterator[str]:
    """Serves until the block ends, with every stream ended at once."""
    port = free_port()
    config = uvicorn.Config(
        application, port=port, log_level="error", lifespan="on", timeout_graceful_shutdown=LONG
    )
    server = Server(config)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve()))
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{port}/live"
    finally:
        server.should_exit = True
        thread.join()


def everything_is_told() -> None:
    """The server has read the log to its end, and no stream has anything left to say."""

    def is_told() -> bool:
        assert app._hub is not None
        place, last = (
            Tail.from_place(app._hub.place),
            RecordedEvent.objects.order_by("transaction_id", "id").last(),
        )
        if place is None or any(stream.pending for stream in list(app._hub.streams)):
            return False
        return last is None or (place.transaction, place.id) >= (last.transaction_id, last.id)

    until(is_told, "the log isn't followed")
    time.sleep(A_MOMENT)


def until_somebody_listens(topic: str, *, does: bool = True) -> None:
    """The server looks at permissions now and then: until a stream may hear of it, or none may."""

    def holds() -> bool:
        assert app._hub is not None
        return does == any(topic in stream.topics for stream in list(app._hub.streams))

    until(holds, f"who may hear of {topic} isn't looked at")


def session_of(person: Person) -> str:
    client = Client()
    client.force_login(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


class Page:
    """An open page: what its stream said, as (event, data)."""

    def __init__(self, url: str, session: str, *topics: str, since: str = "") -> None:
        self.heard: queue.Queue[tuple[str, str]] = queue.Queue()
        self.status = 0
        self.place = ""
        self.opened = threading.Event()
        self.closed = threading.Event()
        self.request = {
            "url": url,
            "params": [("topic", topic) for topic in topics],
            "headers": {
                "Cookie": f"{settings.SESSION_COOKIE_NAME}={session}",
                **({"Last-Event-ID": since} if since else {}),
            },
        }
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.thread.start()
        assert self.opened.wait(LONG)

    def _read(self) -> None:
        name = ""
        try:
            with httpx.stream("GET", timeout=LONG, **self.request) as answer:  # type: ignore[arg-type]
                self.status = answer.status_code
                for line in answer.iter_lines():
                    field, _, value = line.partition(": ")
                    if field == "id":
                        self.place = value
                    elif field == "event":
                        name = value
                    elif field == "data":
                        self.heard.put((name, value))
                    elif line == "":
                        self.opened.set()
        except httpx.HTTPError:
            pass
        self.opened.set()
        self.closed.set()

    def hears(self) -> set[tuple[str, str]]:
        """What comes first, and all that comes of what has happened so far."""
        first = self.heard.get(timeout=LONG)
        everything_is_told()
        return {first, *self._rest()}

    def is_silent(self) -> bool:
        """Whether nothing has come of what has happened so far."""
        everything_is_told()
        return not self._rest()

    def _rest(self) -> list[tuple[str, str]]:
        rest = []
        while not self.heard.empty():
            rest.append(self.heard.get())
        return rest
