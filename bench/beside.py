"""Something simpler behind the same server, threads and protocol: what ours is compared with."""

import os
import socket
import sys

import uvicorn
from a2wsgi import WSGIMiddleware
from django.core.handlers.wsgi import WSGIHandler

from turnout.config import server
from turnout.config.supervise import Child, supervise


def threaded() -> WSGIMiddleware:
    """Django's pages in as many threads as ours."""
    threads = int(os.environ.get("TURNOUT_WEB_THREADS", "4"))
    return WSGIMiddleware(WSGIHandler(), workers=threads, send_queue_size=10)  # type: ignore[arg-type]


def main(application: str) -> None:
    """Serve `module:name` on the port, and in as many processes, as the command line says."""
    port, workers = int(sys.argv[1]), int(sys.argv[2])
    listening = _configuration(application, port).bind_socket()
    supervise([Child(application, _serve, (application, port, listening)) for _ in range(workers)])


def _configuration(application: str, port: int) -> uvicorn.Config:
    config = server.configuration("127.0.0.1", port, behind_proxy=False)
    config.app, config.lifespan = application, "off"
    return config


def _serve(application: str, port: int, listening: socket.socket) -> None:
    server.Server(_configuration(application, port)).run([listening])
