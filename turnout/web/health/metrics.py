"""/metrics: what the processes of this machine counted, and what the database knows, for Prometheus."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import Error
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.utils.crypto import constant_time_compare
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, Metric, generate_latest

from turnout.core.lib import metrics_shared
from turnout.web.guard import open_to_anyone
from turnout.web.health.gauges import gauges


class Everything:
    """In the form prometheus_client asks for."""

    def collect(self) -> Iterator[Metric]:
        yield from metrics_shared.added_up()
        known = Metric("turnout_database_up", "Whether the database answered.", "gauge")
        try:
            found = list(gauges())
        except Error:
            found = []
        known.add_sample(known.name, {}, 1 if found else 0)
        yield known
        yield from found


@open_to_anyone()
def show(request: HttpRequest) -> HttpResponse:
    """Only for who brings the token; without one in the settings this page isn't there."""
    if not _may_read(request):
        return HttpResponseNotFound()
    everything: Any = Everything()
    return HttpResponse(generate_latest(everything), content_type=CONTENT_TYPE_PLAIN_0_0_4)


def _may_read(request: HttpRequest) -> bool:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    wanted: str = settings.METRICS_TOKEN
    return bool(wanted) and scheme.lower() == "bearer" and constant_time_compare(token.strip(), wanted)
