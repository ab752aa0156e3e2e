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

from tests.processes import free_port
from turnout.core.people.models import Person
from turnout.web.live import app


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
        application, port=port, log_level="error", lifespan="on", timeout_graceful_shutdown=5
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
        assert self.opened.wait(10)

    def _read(self) -> None:
        name = ""
        try:
            with httpx.stream("GET", timeout=30, **self.request) as answer:  # type: ignore[arg-type]
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

    def hears(self, seconds: float = 5) -> set[tuple[str, str]]:
        """What comes first, and what comes with it."""
        first = self.heard.get(timeout=seconds)
        time.sleep(0.3)
        return {first, *self._rest()}

    def is_silent(self, seconds: float = 1) -> bool:
        time.sleep(seconds)
        return not self._rest()

    def _rest(self) -> list[tuple[str, str]]:
        rest = []
        while not self.heard.empty():
            rest.append(self.heard.get())
        return rest
