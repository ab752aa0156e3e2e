"""Error pages: what happened, that nothing is lost, what to do."""

import sys
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.shortcuts import render
from django.template.loader import render_to_string

from turnout.core.lib.trouble import SECONDS, trouble_behind

MOST_KEPT = 100_000  # characters of what was sent that are given back
NOT_GIVEN_BACK = ("password", "csrfmiddlewaretoken")


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "errors/400.html", status=400)


def not_allowed(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "errors/stale.html", status=403)


def failed(request: HttpRequest) -> HttpResponse:
    """A mistake of ours, or trouble with what we stand on. These pages ask the database nothing."""
    trouble = trouble_behind(sys.exc_info()[1])
    if not trouble:
        return HttpResponse(render_to_string("errors/500.html"), status=500)
    sent = given_back(request)
    page = render_to_string(
        "errors/503.html",
        {
            "trouble": trouble,
            "was_sent": request.method == "POST",
            "sent": sent,
            "csrf_token": sent and request.POST.get("csrfmiddlewaretoken", ""),
            "path": request.get_full_path(),
        },
    )
    answer = HttpResponse(page, status=503)
    answer["Retry-After"] = str(SECONDS[trouble])
    answer["Cache-Control"] = "no-store"
    return answer


def given_back(request: HttpRequest) -> list[tuple[str, str]]:
    """What a form sent, to be sent again with one press. Not what is secret, nor files."""
    if request.method != "POST":
        return []
    try:
        if request.FILES:
            return []
        fields = [(name, value) for name, values in request.POST.lists() for value in values]
    except (UnreadablePostError, ValueError):
        return []
    if any("password" in name for name, _ in fields) or sum(len(value) for _, value in fields) > MOST_KEPT:
        return []
    return [(name, value) for name, value in fields if name not in NOT_GIVEN_BACK]
