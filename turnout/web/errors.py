"""Error pages: what happened, that nothing is lost, what to do."""

import sys
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from turnout.core.lib.trouble import SECONDS, trouble_behind
from turnout.core.people.errors import TooManyTries
from turnout.core.people.models import Person
from turnout.core.people.permissions import PERMISSIONS_OF, Permission

MOST_KEPT = 100_000  # characters of what was sent that are given back
MOST_ADMINS = 4
ADMINS = [role for role, allowed in PERMISSIONS_OF.items() if Permission.PEOPLE_MANAGE in allowed]
NOT_GIVEN_BACK = ("password", "csrfmiddlewaretoken")


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "errors/400.html", status=400)


def not_allowed(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "errors/403.html", {"admins": _admins(request)}, status=403)


def _admins(request: HttpRequest) -> list[Person]:
    """Who could give what is missing, named to those who may see who is here."""
    user: Any = request.user
    if not user.is_authenticated or not user.may(Permission.PEOPLE_VIEW):
        return []
    return list(Person.objects.active().filter(role__in=ADMINS).order_by("role", "folded")[:MOST_ADMINS])


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


def not_this_way(request: HttpRequest, allowed: str) -> HttpResponse:
    """An address that only takes what a form sends was opened, or the other way round."""
    answer = render(request, "errors/405.html", status=405)
    answer["Allow"] = allowed
    return answer


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The token of what was sent is wrong or old. The words are given back to be sent with a new one only
    where the browser says that a page of ours sent them: else another site would have put them there. A
    script of ours has kept them, and needs the token alone; it gets that for whom its page was made, so that
    nothing is sent under the name of the next person to sign in."""
    is_ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    is_theirs = bool(request.user.pk) and request.headers.get("X-Me") == request.user.pk
    if is_ours and is_theirs and request.headers.get("X-Quick") == "yes":
        return HttpResponse(status=403, headers={"X-Token": get_token(request), "Cache-Control": "no-store"})
    again = {**_sent_again(request), "csrf_token": get_token(request)} if is_ours else {}
    answer = render(request, "errors/stale.html", again, status=403)
    answer["Cache-Control"] = "no-store"
    return answer


def signed_out(request: HttpRequest) -> HttpResponse:
    """Sent by somebody who isn't signed in any more. A page that sent it by script keeps what was typed."""
    said = _("You were signed out meanwhile. Nothing is lost: sign in on another tab, then send it again.")
    if request.headers.get("X-Quick") == "yes":
        return HttpResponse(said, status=401, content_type="text/plain; charset=utf-8")
    answer = render(request, "errors/401.html", {"said": said, **_sent_again(request)}, status=401)
    answer["Cache-Control"] = "no-store"
    return answer


def failed(request: HttpRequest) -> HttpResponse:
    """A mistake of ours, or trouble with what we stand on. These pages ask the database nothing."""
    trouble = trouble_behind(sys.exc_info()[1])
    if not trouble:
        return HttpResponse(render_to_string("errors/500.html"), status=500)
    context = {"trouble": trouble, "was_sent": request.method == "POST", **_sent_again(request)}
    answer = HttpResponse(render_to_string("errors/503.html", context), status=503)
    answer["Retry-After"] = str(SECONDS[trouble])
    answer["Cache-Control"] = "no-store"
    return answer


def written_too_much(request: HttpRequest, error: TooManyTries) -> HttpResponse:
    """The guard counted too much from one person. A page that sent it by script keeps what was typed."""
    said = ngettext(
        "That's a lot in a short time. Nothing is lost, but this wasn't sent: try in %(minutes)s minute.",
        "That's a lot in a short time. Nothing is lost, but this wasn't sent: try in %(minutes)s minutes.",
        error.minutes,
    ) % {"minutes": error.minutes}
    if request.headers.get("X-Quick") == "yes":
        answer = HttpResponse(said, status=429, content_type="text/plain; charset=utf-8")
    else:
        answer = render(request, "errors/429.html", {"said": said, **_sent_again(request)}, status=429)
    answer["Retry-After"] = str(error.seconds)
    answer["Cache-Control"] = "no-store"
    return answer


def _sent_again(request: HttpRequest) -> dict[str, Any]:
    """For a page with a form that sends the same once more."""
    sent = given_back(request)
    token = request.POST.get("csrfmiddlewaretoken", "") if sent else ""
    return {"sent": sent, "csrf_token": token, "path": request.get_full_path()}


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
