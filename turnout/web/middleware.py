"""What every web request passes: a log line without private text, first-run set-up, the reader's place."""

import time
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation

from turnout.core.events.record import coming_from
from turnout.core.people.models import Organization

log = structlog.get_logger("turnout.request")
Answer = Callable[[HttpRequest], HttpResponse]


def request_log(answer: Answer) -> Answer:
    """One line a request: route name, status, milliseconds. Never the path's words or the query."""

    def middleware(request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        request_id = request.headers.get("X-Request-Id", "")[:64] or uuid.uuid4().hex
        with structlog.contextvars.bound_contextvars(request_id=request_id), coming_from("web"):
            response = answer(request)
            match = getattr(request, "resolver_match", None)
            log.info(
                "request",
                method=request.method,
                route=match.route if match else "",
                status=response.status_code,
                ms=round((time.perf_counter() - started) * 1000, 1),
            )
        response["X-Request-Id"] = request_id
        return response

    return middleware


def first_run(answer: Answer) -> Answer:
    """Until the organization exists, every page leads to its set-up."""
    founded = False

    def middleware(request: HttpRequest) -> HttpResponse:
        nonlocal founded
        if not founded:
            founded = Organization.objects.exists()
        if not founded and not request.path.startswith(("/set-up/", "/static/", "/health")):
            return redirect("set_up")
        return answer(request)

    return middleware


def readers_place(answer: Answer) -> Answer:
    """Times and words as the signed-in person reads them."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return answer(request)
        with timezone.override(request.user.zone), translation.override(request.user.language):
            return answer(request)

    return middleware
