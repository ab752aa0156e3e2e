"""The web server: uvicorn, with bounds on what it takes in and a quick, clean end."""

import asyncio
import socket

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MAX_HEAD = 64 * 1024  # request line and headers
closing = asyncio.Event()  # set when this process is asked to stop


class BoundedProtocol(HttpToolsProtocol):
    """HTTP whose request line and headers may not grow without end."""

    head = 0
    in_head = False

    def on_message_begin(self) -> None:
        self.head, self.in_head = 0, True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self.in_head = False
        if len(self.url) + sum(len(name) + len(value) for name, value in self.headers) > MAX_HEAD:
            self.refuse()
        else:
            super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self.head += len(data) if self.in_head else 0
        if self.head > MAX_HEAD:  # still no end of it
            self.refuse()

    def refuse(self) -> None:
        if not self.transport.is_closing():
            self.send_400_response("Request headers too long.")


class Server(uvicorn.Server):
    """Lets open streams go as soon as it is asked to stop, so that stopping takes no waiting."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        closing.set()
        await super().shutdown(sockets)


def configuration(host: str, port: int, *, behind_proxy: bool) -> uvicorn.Config:
    """Whom a proxy speaks for is believed only behind one, and only from FORWARDED_ALLOW_IPS."""
    return uvicorn.Config(
        "turnout.config.asgi:application",
        host=host,
        port=port,
        loop="uvloop",
        http=BoundedProtocol,
        ws="none",
        lifespan="on",
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=behind_proxy,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=5,
    )
