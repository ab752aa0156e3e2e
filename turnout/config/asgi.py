"""The one ASGI entry: live streams go to their own small app, everything else to Django in a pool of threads.

Measured: Django's own ASGI handler answers a quarter of what this does. Measure again before changing it.
"""

import asyncio
import os
from typing import Any
from urllib.parse import quote_from_bytes

import django
from a2wsgi import WSGIMiddleware
from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, HTTPScope, Scope
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "turnout.config.settings")
django.setup()

# Django's apps must be ready before anything that has models is imported.
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402

from turnout.config.server import closing  # noqa: E402
from turnout.core.lib import log, metrics_shared, watchdog  # noqa: E402
from turnout.web.live import app as live  # noqa: E402

log.configure(settings.LOG_FORMAT)

BODY_IDLE = 30.0  # seconds a sender of a body may fall silent
MAX_BODY = (settings.MAX_UPLOAD_MB + 1) * 1024 * 1024
ASCII = bytes(range(33, 127)).decode()

pages = WSGIMiddleware(WSGIHandler(), workers=settings.WEB_THREADS, send_queue_size=10)  # type: ignore[arg-type]


async def application(scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["type"] != "http":
        return
    elif _length(scope) > MAX_BODY:
        await _refuse(send, 413, b"That is more than Turnout takes at once.")
    elif scope["path"] == "/live":
        await live.live(scope, _until_closing(receive), send)
    else:
        await pages(_tidied(scope), _whole(scope, receive), send)  # type: ignore[arg-type]


async def _lifespan(receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    await receive()
    metrics_shared.begin("web", settings.DATA / "metrics")
    await live.startup()
    signs = asyncio.create_task(watchdog.beat_while_answering(pages.executor))
    await send({"type": "lifespan.startup.complete"})
    await receive()
    signs.cancel()
    await live.shutdown()
    metrics_shared.end()
    await send({"type": "lifespan.shutdown.complete"})


def _until_closing(receive: ASGIReceiveCallable) -> ASGIReceiveCallable:
    """A stream ends itself when its page is closed; here also when this process is asked to stop."""

    async def message() -> Any:
        heard, stop = asyncio.ensure_future(receive()), asyncio.ensure_future(closing.wait())
        try:
            await asyncio.wait({heard, stop}, return_when=asyncio.FIRST_COMPLETED)
            return heard.result() if heard.done() else {"type": "http.disconnect"}
        finally:
            heard.cancel()
            stop.cancel()

    return message


def _length(scope: HTTPScope) -> int:
    value = dict(scope["headers"]).get(b"content-length", b"0")
    return int(value[:20]) if value.isdigit() else 0


def _tidied(scope: HTTPScope) -> dict[str, Any]:
    """Without what WSGI can't tell apart or read: headers with an underscore, raw bytes in the query."""
    return {
        **scope,
        "headers": [(name, value) for name, value in scope["headers"] if b"_" not in name],
        "query_string": quote_from_bytes(scope["query_string"], safe=ASCII).encode(),
    }


def _whole(scope: HTTPScope, receive: ASGIReceiveCallable) -> ASGIReceiveCallable:
    """The same body, but a sender who falls silent or goes away is an error: half a form is never used."""

    async def message() -> Any:
        try:
            part = await asyncio.wait_for(receive(), BODY_IDLE)
        except TimeoutError:
            raise OSError("the sender fell silent") from None
        if part["type"] == "http.disconnect":
            raise OSError("the sender went away")
        return part

    return message


async def _refuse(send: ASGISendCallable, status: int, text: bytes) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers, "trailers": False})
    await send({"type": "http.response.body", "body": text, "more_body": False})
