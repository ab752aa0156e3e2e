"""A bare Django view behind the same server, threads and protocol: python -m bench.bare PORT PROCESSES

What everything else is compared with: how much of a request's time is ours, and not the server's.
"""

import os
import socket
import sys

import django
import uvicorn
from a2wsgi import WSGIMiddleware
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.urls import path

from turnout.config import server
from turnout.config.supervise import Child, supervise


def view(request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"ok")


urlpatterns = [path("", view)]

if not settings.configured:
    settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], SECRET_KEY="nothing is kept here")
    django.setup()
pages = WSGIMiddleware(
    WSGIHandler(), workers=int(os.environ.get("TURNOUT_WEB_THREADS", "8")), send_queue_size=10
)  # type: ignore[arg-type]


def configuration(port: int) -> uvicorn.Config:
    config = server.configuration("127.0.0.1", port, behind_proxy=False)
    config.app, config.lifespan = "bench.bare:pages", "off"
    return config


def serve(port: int, listening: socket.socket) -> None:
    server.Server(configuration(port)).run([listening])


def main(port: int, workers: int) -> None:
    listening = configuration(port).bind_socket()
    supervise([Child("bare", serve, (port, listening)) for _ in range(workers)])


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
