"""A machine elsewhere: a real HTTP server that writes down what it was sent and answers as it is told."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Elsewhere:
    """`url` is its address; `status` and `headers` are what it answers with."""

    url: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b"{}"
    heard: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@contextmanager
def elsewhere() -> Iterator[Elsewhere]:
    machine = Elsewhere()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            machine.heard.append(({name.lower(): value for name, value in self.headers.items()}, sent))
            self.send_response(machine.status)
            for name, value in {**machine.headers, "Content-Length": str(len(machine.body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(machine.body)

        do_GET = do_POST

        def log_message(self, *said: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    machine.url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield machine
    finally:
        server.shutdown()
        server.server_close()
