"""Who may come through this door: whoever brings a token. A session cookie counts for nothing here."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.log import log_response
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from turnout.api.errors import ApiError, Fault, forbidden, not_found, refusal, unknown_token, wrong_method
from turnout.core.events.record import coming_from
from turnout.core.lib.trouble import SECONDS, trouble_behind
from turnout.core.people.actions.tokens import find_by_token
from turnout.core.people.errors import TooManyTries
from turnout.core.people.guard import count
from turnout.core.people.models import ApiToken, Person
from turnout.core.people.permissions import Permission
from turnout.core.people.rates import reporting, writing
from turnout.incidents.errors import NotPossible

View = Callable[..., HttpResponseBase]
LONGEST_TOKEN = 200


class ApiRequest(HttpRequest):
    """A request that passed the guard."""

    user: Person
    token: ApiToken


def token_guard(permission: Permission, *, methods: tuple[str, ...] = ("GET",)) -> Callable[[View], View]:
    """Let in requests with the token of a person who holds `permission`. Every answer is JSON."""
    allowed = [*methods, "HEAD"] if "GET" in methods else [*methods]

    def dress(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method not in allowed:
                return wrong_method(allowed)
            answer = _answer(view, request, permission, args, kwargs)
            answer["Cache-Control"] = "no-store"
            return answer

        guarded.guarded_by = permission  # type: ignore[attr-defined]
        guarded.methods = allowed  # type: ignore[attr-defined]
        return csrf_exempt(guarded)  # no cookie counts, so no other site can borrow one

    return dress


def by_method(**views: View) -> View:
    """One address, one guarded view per method: `by_method(GET=list, POST=create)`."""
    allowed = [method for view in views.values() for method in view.methods]  # type: ignore[attr-defined]

    def chosen(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        view = views.get("GET" if request.method == "HEAD" else request.method or "")
        return view(request, *args, **kwargs) if view else wrong_method(allowed)

    chosen.guarded_by = " ".join(view.guarded_by for view in views.values())  # type: ignore[attr-defined]
    return csrf_exempt(chosen)


def _answer(
    view: View, request: HttpRequest, permission: Permission, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> HttpResponseBase:
    try:
        token = _token(request)
        request.user, request.token = token.person, token  # type: ignore[attr-defined]
        with coming_from("api"), translation.override(token.person.language):
            if not token.person.may(permission):
                raise forbidden()
            if request.method not in ("GET", "HEAD"):
                count(token.person, reporting if permission == Permission.INCIDENTS_RAISE else writing)
            return view(request, *args, **kwargs)
    except ApiError as refused:
        answer = refused.answer()
        if refused.type == "authentication_error":
            answer["WWW-Authenticate"] = 'Bearer realm="Turnout"'
        return answer
    except TooManyTries as error:
        return _too_many(error)
    except Http404:
        return not_found().answer()
    except NotPossible as reason:
        return refusal("validation_error", [Fault("not_possible", str(reason))])
    except Exception as error:
        return _failed(request, error)


def _too_many(error: TooManyTries) -> HttpResponseBase:
    message = _("That's a lot in a short time. Nothing was changed by this one: send it again in a while.")
    answer = refusal("too_many_requests", [Fault("too_many_requests", message)])
    answer["Retry-After"] = str(error.seconds)
    return answer


def _token(request: HttpRequest) -> ApiToken:
    scheme, _space, text = request.headers.get("Authorization", "").partition(" ")
    text = text.strip()
    if scheme.lower() != "bearer" or not text or len(text) > LONGEST_TOKEN or not text.isascii():
        raise unknown_token()
    token = find_by_token(text)
    if token is None:
        raise unknown_token()
    return token


def _failed(request: HttpRequest, error: Exception) -> HttpResponseBase:
    """What Django does for a page that fails, with an answer that a script can read."""
    got_request_exception.send(sender=None, request=request)
    trouble = trouble_behind(error)
    if trouble:
        message = _("Turnout can't save just now: its database is busy, away or full. Nothing was changed.")
        answer = refusal("api_error", [Fault("unavailable", message)], status=503)
        answer["Retry-After"] = str(SECONDS[trouble])
    else:
        message = _(
            "Something went wrong here, not with what you sent. It has been noted; try again in a while."
        )
        answer = refusal("api_error", [Fault("api_error", message)])
    log_response("request failed", response=answer, request=request, exception=error)
    return answer
