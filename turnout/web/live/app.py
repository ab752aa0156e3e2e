"""GET /live?topic=…: the stream of one open page, as a small ASGI function."""

import asyncio
import time
import uuid
from http import HTTPStatus
from urllib.parse import parse_qs

import structlog
from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, HTTPScope
from django.conf import settings
from django.db import Error
from django.http.cookie import parse_cookie

from turnout.core.jobs.errors import describe
from turnout.web.live import stream as wire
from turnout.web.live.hub import Full, Hub
from turnout.web.live.reader import admit, missed
from turnout.web.live.stream import CHECK_EVERY, Stream
from turnout.web.live.topics import LONGEST, MOST

log = structlog.get_logger(__name__)

HEARTBEAT = 20.0  # seconds without a word after which a proxy might think the line dead
PATIENCE = 20.0  # seconds a reader may leave what was sent unread
GAP = 0.1  # seconds between sends: what happens meanwhile is one nudge
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]

_hub: Hub | None = None


async def startup() -> None:
    """Begin to follow the log, in the running event loop."""
    _present_hub()


async def shutdown() -> None:
    global _hub
    hub, _hub = _hub, None
    if hub is not None:
        await hub.close()


def _present_hub() -> Hub:
    global _hub
    loop = asyncio.get_running_loop()
    if _hub is None or _hub.loop is not loop:
        _hub = Hub(loop)
    return _hub


async def live(scope: HTTPScope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    """Admit the reader, let them catch up, then stream until they go, may no longer listen, or don't read."""
    structlog.contextvars.bind_contextvars(request_id=uuid.uuid4().hex)  # of this stream's own task
    hub = _present_hub()
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    if scope["method"] != "GET":
        return await _refuse(send, HTTPStatus.METHOD_NOT_ALLOWED)
    if headers.get("sec-fetch-site") == "cross-site":
        return await _refuse(send, HTTPStatus.FORBIDDEN)
    if hub.is_full:
        return await _refuse(send, HTTPStatus.SERVICE_UNAVAILABLE)
    try:
        query = parse_qs(scope["query_string"].decode("latin-1"), max_num_fields=MOST + 5)
    except ValueError:  # more fields than any page of ours asks with
        return await _refuse(send, HTTPStatus.BAD_REQUEST)
    try:
        stream = await _admitted(hub, headers, query)
        if stream is None:
            return await _refuse(send, HTTPStatus.UNAUTHORIZED)
        hub.join(stream)
    except Full:
        return await _refuse(send, HTTPStatus.SERVICE_UNAVAILABLE)
    except Error as error:
        log.warning("database away", error=describe(error))
        return await _refuse(send, HTTPStatus.SERVICE_UNAVAILABLE)
    gone = asyncio.create_task(_until_gone(stream, receive))
    try:
        since = headers.get("last-event-id") or query.get("since", [""])[0]
        await _open(hub, stream, send, since)
        await _run(hub, stream, send)
    except TimeoutError:
        log.info("slow reader dropped")  # the browser comes back by itself and catches up
    finally:
        hub.leave(stream)
        gone.cancel()


async def _admitted(hub: Hub, headers: dict[str, str], query: dict[str, list[str]]) -> Stream | None:
    key = parse_cookie(headers.get("cookie", "")).get(settings.SESSION_COOKIE_NAME, "")
    topics = query.get("topic", [])[:MOST]
    asked = frozenset(topic for topic in topics if len(topic) <= LONGEST and topic.isprintable())
    admission = await hub.ask(admit, key, asked) if key else None
    return Stream(admission.person, key, asked, admission.topics) if admission else None


async def _until_gone(stream: Stream, receive: ASGIReceiveCallable) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    stream.end()


async def _open(hub: Hub, stream: Stream, send: ASGISendCallable, since: str) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS, "trailers": False})
    place = hub.place  # everything later is nudged, for the stream has joined
    changed: set[str] | None = set()
    if since:
        try:
            changed = await hub.ask(missed, since, stream.person, stream.topics, place)
        except Error as error:
            log.warning("database away", error=describe(error))
            changed = None
    await _write(send, wire.opening(place) + (wire.resync(place) if changed is None else b""))
    stream.nudge(changed or ())


async def _run(hub: Hub, stream: Stream, send: ASGISendCallable) -> None:
    spoke = time.monotonic()
    while not stream.ended:
        now = time.monotonic()
        try:
            async with asyncio.timeout(max(0.0, min(spoke + HEARTBEAT, stream.check_at) - now)):
                await stream.awake.wait()
        except TimeoutError:
            pass
        stream.awake.clear()
        if time.monotonic() >= stream.check_at:
            await _check(hub, stream)
        if stream.ended:
            break
        changed = stream.take()
        if changed or time.monotonic() >= spoke + HEARTBEAT:
            await _write(send, wire.nudges(changed, hub.place) or wire.HEARTBEAT)
            spoke = time.monotonic()
        await asyncio.sleep(GAP)
    await _write(send, b"", more=False)


async def _check(hub: Hub, stream: Stream) -> None:
    """Whether they may still listen, and to what. While the database is away nothing is heard anyway."""
    stream.check_at = time.monotonic() + CHECK_EVERY
    try:
        admission = await hub.ask(admit, stream.session_key, stream.asked)
    except Error as error:
        log.warning("database away", error=describe(error))
        stream.check_at = time.monotonic() + 5
        return
    if admission is None:
        stream.end()
    else:
        stream.person = admission.person
        hub.change_topics(stream, admission.topics)


async def _write(send: ASGISendCallable, body: bytes, *, more: bool = True) -> None:
    async with asyncio.timeout(PATIENCE):
        await send({"type": "http.response.body", "body": body, "more_body": more})


async def _refuse(send: ASGISendCallable, status: HTTPStatus) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers.append((b"retry-after", b"10"))
    await send({"type": "http.response.start", "status": status, "headers": headers, "trailers": False})
    await send({"type": "http.response.body", "body": status.phrase.encode(), "more_body": False})
