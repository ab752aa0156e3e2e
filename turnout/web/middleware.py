"""What every web request passes: a log line without private text, first-run set-up, the reader's place."""

import re
import time
import uuid
from collections.abc import Callable

import structlog
from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, parse_cookie
from django.shortcuts import redirect
from django.utils import timezone, translation

from turnout.core.events.sources import coming_from
from turnout.core.lib import metrics
from turnout.core.people.errors import SignedOut, TooManyTries
from turnout.core.people.models import Organization
from turnout.web.errors import not_this_way, signed_out, written_too_much

log = structlog.get_logger("turnout.request")
GetResponse = Callable[[HttpRequest], HttpResponse]
ANONYMOUS_PATH = "/tell/"
TRACES = {
    "REMOTE_ADDR",
    "REMOTE_HOST",
    "REMOTE_PORT",
    "REMOTE_USER",
    "HTTP_USER_AGENT",
    "HTTP_FORWARDED",
    "HTTP_VIA",
}
REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")  # what a proxy makes up; anything else could hold words
LENGTH = re.compile(r"[0-9]*")


def request_log(get_response: GetResponse) -> GetResponse:
    """One line a request: route name, status, milliseconds. Never the path's words or the query."""

    def middleware(request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        given = REQUEST_ID.fullmatch(request.headers.get("X-Request-Id", ""))
        request_id = given[0] if given else uuid.uuid4().hex
        with structlog.contextvars.bound_contextvars(request_id=request_id), coming_from("web"):
            response = get_response(request)
            match, seconds = getattr(request, "resolver_match", None), time.perf_counter() - started
            route = match.route if match else ""
            metrics.answered(route, request.method or "", response.status_code, seconds)
            log.info(
                "request",
                method=request.method,
                route=route,
                status=response.status_code,
                ms=round(seconds * 1000, 1),
            )
        response["X-Request-Id"] = request_id
        response._has_been_logged = True  # type: ignore[attr-defined] # else Django would, outside this block
        return response

    return middleware


def anonymous_pages(get_response: GetResponse) -> GetResponse:
    """On pages for people without a name nothing below learns who asks: no address, no browser, no session.

    It comes first of all, so that no log line, session or count can hold what isn't there.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(ANONYMOUS_PATH):
            return get_response(request)
        for name in [name for name in request.META if name in TRACES or name.startswith("HTTP_X_")]:
            if name != "HTTP_X_FORWARDED_PROTO":  # says whether the way is encrypted
                del request.META[name]
        own = parse_cookie(request.META.pop("HTTP_COOKIE", "")).get(settings.CSRF_COOKIE_NAME)
        if own:
            request.META["HTTP_COOKIE"] = f"{settings.CSRF_COOKIE_NAME}={own}"
        response = get_response(request)
        response["Cache-Control"] = "no-store"
        return response

    return middleware


def sound_length(get_response: GetResponse) -> GetResponse:
    """A Content-Length that is no number is the sender's mistake. Our own server refuses it before."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not LENGTH.fullmatch(request.META.get("CONTENT_LENGTH") or ""):
            raise BadRequest("Content-Length is no number")
        return get_response(request)

    return middleware


def first_run(get_response: GetResponse) -> GetResponse:
    """Until the organization exists, every page leads to its set-up."""
    founded = False

    def middleware(request: HttpRequest) -> HttpResponse:
        nonlocal founded
        if not founded:
            founded = Organization.objects.exists()
        if not founded and not request.path.startswith(("/set-up/", "/static/")):
            return redirect("set_up")
        return get_response(request)

    return middleware


def reader_locale(get_response: GetResponse) -> GetResponse:
    """Times and words as the signed-in person reads them."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return get_response(request)
        with timezone.override(request.user.zone), translation.override(request.user.language):
            return get_response(request)

    return middleware


def refusal_pages(get_response: GetResponse) -> GetResponse:
    """What was sent and not taken, or not that way, is answered with what to do, and with one's words."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        is_bare = isinstance(response, HttpResponseNotAllowed) and not response.content
        return not_this_way(request, response["Allow"]) if is_bare else response

    def process_exception(request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, TooManyTries):
            return written_too_much(request, error)
        return signed_out(request) if isinstance(error, SignedOut) else None

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware
