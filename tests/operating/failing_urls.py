"""The addresses of an install, and some that fail with private words in the error."""

from typing import Any

from django.core.exceptions import DisallowedHost, SuspiciousOperation
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from turnout.config.urls import handler400, handler403, handler404, handler500
from turnout.core.jobs.errors import TemporaryFailure

__all__ = ["handler400", "handler403", "handler404", "handler500"]

ERRORS: dict[str, type[Exception]] = {
    "value": ValueError,
    "suspicious": SuspiciousOperation,
    "host": DisallowedHost,
    "temporary": TemporaryFailure,
    "key": KeyError,
}


def fail(request: HttpRequest, how: str, **_: Any) -> HttpResponse:
    raise ERRORS[how](request.POST["words"])


def fail_in_the_database(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {request.POST['words']}")
    return HttpResponse()


urlpatterns = [
    path("fail/database/", fail_in_the_database),
    path("fail/<str:how>/", fail),
    path("", include("turnout.config.urls")),
]
