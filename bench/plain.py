"""What Django's tutorial would write, on our tables: python -m bench.plain PORT PROCESSES

What a page, an answer in JSON and a write cost here at the least: a session, a person, and 25 rows with
their kinds, or one row that is committed. No permissions, no search, no frame, no event, no translations.
"""

import os
import socket
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.plain_settings"

import django

django.setup()

import uvicorn  # noqa: E402
from a2wsgi import WSGIMiddleware  # noqa: E402
from django.contrib.auth.decorators import login_required  # noqa: E402
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.http import HttpRequest, HttpResponse, JsonResponse  # noqa: E402
from django.template import engines  # noqa: E402
from django.urls import path  # noqa: E402

from turnout.config import server  # noqa: E402
from turnout.config.supervise import Child, supervise  # noqa: E402
from turnout.incidents.models import Incident, Message  # noqa: E402

PAGE = engines["django"].from_string("""<!doctype html>
<title>Incidents</title>
<p>{{ request.user.name }}</p>
<table>{% for each in rows %}
<tr><td><a href="/incidents/{{ each.number }}/">{{ each.reference }}</a></td><td>{{ each.name }}</td>
<td>{{ each.severity.name }}</td><td>{{ each.status.name }}</td><td>{{ each.discipline.name }}</td>
<td>{{ each.reported_at }}</td></tr>{% endfor %}
</table>
""")
FIELDS = (
    "id",
    "number",
    "name",
    "summary",
    "severity__name",
    "status__name",
    "discipline__name",
    "reported_at",
)


@login_required
def page(request: HttpRequest) -> HttpResponse:
    rows = Incident.objects.select_related("severity", "status", "discipline").order_by(
        "-reported_at", "-id"
    )[:25]
    return HttpResponse(PAGE.render({"rows": rows}, request))


@login_required
def answer(request: HttpRequest) -> HttpResponse:
    rows = Incident.objects.order_by("-reported_at", "-id").values(*FIELDS)[:25]
    return JsonResponse({"incidents": list(rows)})


@login_required
def write(request: HttpRequest, incident: str) -> HttpResponse:
    Message.objects.create(incident_id=incident, author_id=request.user.pk, body=request.POST["body"])
    return HttpResponse(status=204)


urlpatterns = [path("", page), path("json", answer), path("<incident>/messages", write)]
pages = WSGIMiddleware(
    WSGIHandler(), workers=int(os.environ.get("TURNOUT_WEB_THREADS", "4")), send_queue_size=10
)  # type: ignore[arg-type]


def configuration(port: int) -> uvicorn.Config:
    config = server.configuration("127.0.0.1", port, behind_proxy=False)
    config.app, config.lifespan = "bench.plain:pages", "off"
    return config


def serve(port: int, listening: socket.socket) -> None:
    server.Server(configuration(port)).run([listening])


def main(port: int, workers: int) -> None:
    listening = configuration(port).bind_socket()
    supervise([Child("plain", serve, (port, listening)) for _ in range(workers)])


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
