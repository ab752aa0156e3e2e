"""What Django's tutorial would write, on our tables: python -m bench.plain PORT PROCESSES

What a page, an answer in JSON and a write cost here at the least: a session, a person, and 25 rows with
their kinds, or one row that is committed. No permissions, no search, no frame, no event, no translations.
"""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.plain_settings"

import django

django.setup()

from django.contrib.auth.decorators import login_required  # noqa: E402
from django.http import HttpRequest, HttpResponse, JsonResponse  # noqa: E402
from django.template import engines  # noqa: E402
from django.urls import path  # noqa: E402

from bench.beside import main, threaded  # noqa: E402
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
pages = threaded()

if __name__ == "__main__":
    main("bench.plain:pages")
