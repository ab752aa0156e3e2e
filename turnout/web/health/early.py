"""Middleware that answers probes before anything else is asked of the database.

A probe calls by address rather than by name, has no session, and comes before the organization is set up.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import resolve

PATHS = {"/health/live", "/health/pages", "/health/ready", "/metrics"}


def answer_early(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path not in PATHS:
            return answer(request)
        match = request.resolver_match = resolve(request.path)
        response: HttpResponse = match.func(request)
        response["Cache-Control"] = "no-store"
        return response

    return middleware
