"""Whether this install is well, in a word for each part of it: no numbers, no names."""

from collections.abc import Callable
from datetime import timedelta

from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, HttpResponse

from turnout.core.jobs.heartbeat import INSIDE, silent_for
from turnout.core.jobs.models import Job
from turnout.web.guard import open_to_anyone

SILENT = timedelta(minutes=1)
LATE = timedelta(minutes=5)

Look = Callable[[], str]
_migrated = False


@open_to_anyone()
def live(request: HttpRequest) -> HttpResponse:
    """This process answers. A reason to start it again if it doesn't."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@open_to_anyone()
def pages(request: HttpRequest) -> HttpResponse:
    """Ready: this process can serve pages. For load balancers."""
    return _tell({"database": database, "tables": tables})


@open_to_anyone()
def ready(request: HttpRequest) -> HttpResponse:
    """The whole installation works, worker included. For monitoring."""
    return _tell({"database": database, "tables": tables, "worker": worker, "work": work})


def _tell(looks: dict[str, Look]) -> HttpResponse:
    found = {name: _look(look) for name, look in looks.items()}
    lines = "".join(f"{name}: {finding}\n" for name, finding in found.items())
    well = all(finding == "ok" for finding in found.values())
    return HttpResponse(lines, status=200 if well else 503, content_type="text/plain; charset=utf-8")


def _look(look: Look) -> str:
    try:
        return look()
    except Error:
        return "can't be told"


def database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def tables() -> str:
    """Whether every migration was applied. Asked until it is so: a running version's tables don't go back."""
    global _migrated
    if not _migrated:
        loader = MigrationLoader(connection)
        _migrated = set(loader.graph.leaf_nodes()) <= set(loader.applied_migrations)
    return "ok" if _migrated else "older than this version"


def worker() -> str:
    silent = silent_for(INSIDE)
    return "ok" if silent is not None and silent < SILENT else "not running"


def work() -> str:
    return "ok" if Job.objects.lag() < LATE else "late"
