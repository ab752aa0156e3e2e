"""Opens many live streams and times a commit to them: python -m bench.live < job

Runs with the settings of the install: the commits are made here, by the verb, so that their moment is known.
"""

import asyncio
import json
import sys
import time
from dataclasses import dataclass

from turnout.config.commands import ready

ready.set_up()

from django.db import connection  # noqa: E402

from turnout.core.people.models import Person  # noqa: E402
from turnout.incidents.models import Incident  # noqa: E402
from turnout.incidents.room.actions.talking import post_message  # noqa: E402

HOST = "127.0.0.1"
AT_ONCE = 50  # connections being opened
ROUND_LASTS = 10.0  # seconds after which whoever heard nothing counts as never


@dataclass
class Heard:
    """When each stream was nudged in the present round."""

    at: dict[int, float]
    opened: int = 0


class Stream(asyncio.Protocol):
    """Sends one GET and listens."""

    def __init__(self, nth: int, request: bytes, heard: Heard, opened: "asyncio.Future[None]") -> None:
        self.nth, self.request, self.heard, self.opened = nth, request, heard, opened

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        transport.write(self.request)  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        if b"event: nudge" in data:
            self.heard.at.setdefault(self.nth, time.monotonic())
        if not self.opened.done():
            self.opened.set_result(None)
            self.heard.opened += data.startswith(b"HTTP/1.1 200")

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.opened.done():
            self.opened.set_result(None)


async def open_all(port: int, sessions: list[str], incident: str, heard: Heard) -> None:
    loop, gate = asyncio.get_running_loop(), asyncio.Semaphore(AT_ONCE)

    async def open_one(nth: int, session: str) -> None:
        request = (
            f"GET /live?topic=incident:{incident}&topic=incidents HTTP/1.1\r\nHost: {HOST}:{port}\r\n"
            f"Accept: text/event-stream\r\nCookie: turnout_session={session}\r\n\r\n"
        )
        async with gate:
            opened: asyncio.Future[None] = loop.create_future()
            await loop.create_connection(lambda: Stream(nth, request.encode(), heard, opened), HOST, port)
            await opened

    await asyncio.gather(*(open_one(nth, session) for nth, session in enumerate(sessions)))


def commit(incident: str, nth: int) -> float:
    """Say something in the room; answers the moment after its commit."""
    found = Incident.objects.get(pk=incident)
    post_message(found, f"Round {nth}", by=Person.objects.get(pk=found.reporter_id))
    moment = time.monotonic()
    connection.close()
    return moment


async def rounds(incident: str, heard: Heard, count: int) -> list[float]:
    """Seconds from each commit until 99 in 100 streams were nudged."""
    took = []
    for nth in range(count):
        await asyncio.sleep(1.0)
        heard.at.clear()
        began = await asyncio.to_thread(commit, incident, nth)
        wanted = int(heard.opened * 0.99)
        while len(heard.at) < heard.opened and time.monotonic() < began + ROUND_LASTS:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        times = sorted(heard.at.values())
        took.append(times[wanted - 1] - began if len(times) >= wanted else ROUND_LASTS)
    return took


async def main() -> None:
    job = json.loads(sys.stdin.readline())
    heard = Heard({})
    began = time.monotonic()
    await open_all(job["port"], job["sessions"], job["incident"], heard)
    print(json.dumps({"opened": heard.opened, "seconds": time.monotonic() - began}), flush=True)
    await asyncio.to_thread(sys.stdin.readline)  # memory is being measured
    print(json.dumps({"took": await rounds(job["incident"], heard, job["rounds"])}), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
