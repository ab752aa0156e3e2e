"""Who may come through this door: whoever brings a token. A session cookie counts for nothing here."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.log import log_response
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from turnout.api.wire.brake import Brake
from turnout.api.wire.errors import (
    ApiError,
    fault,
    forbidden,
    not_found,
    refusal,
    unknown_token,
    wrong_method,
)
from turnout.api.wire.limits import say_allowance, stopped, too_many
from turnout.api.wire.operation import Call, Operation, read_call
from turnout.api.wire.reading import json_body
from turnout.core.events.actors import acting_as
from turnout.core.events.record import watched_by
from turnout.core.events.sources import coming_from
from turnout.core.lib.trouble import SECONDS, trouble_behind
from turnout.core.people.actions.allowlist import note_refusal
from turnout.core.people.actions.brake import stop
from turnout.core.people.actions.keys import PREFIX, find_api_key
from turnout.core.people.actions.tokens import find_by_token
from turnout.core.people.errors import ScriptStopped, TooManyTries
from turnout.core.people.guard import count
from turnout.core.people.models import Allowlist, ApiKey, ApiToken
from turnout.incidents.errors import NotPossible

View = Callable[..., HttpResponseBase]
LONGEST_TOKEN = 200


def address_view(operations: Mapping[str, Operation]) -> View:
    """The view of one address: by method, the operation it leads to. Every answer is JSON."""
    allowed = [name for method in operations for name in (method, *(["HEAD"] if method == "GET" else []))]

    def answered(request: HttpRequest, **ids: str) -> HttpResponseBase:
        operation = operations.get("GET" if request.method == "HEAD" else request.method or "")
        if operation is None:
            return wrong_method(allowed)
        return _kindly(request, lambda: _answer(operation, request, ids))

    answered.guarded_by = " ".join(each.permission or "anyone" for each in operations.values())  # type: ignore[attr-defined]
    return csrf_exempt(answered)  # no cookie counts, so no other site can borrow one


@csrf_exempt
def unknown_address(request: HttpRequest) -> HttpResponseBase:
    """An address of the API that Turnout doesn't have (yet). Asking for it counts as nothing."""

    def answer() -> HttpResponseBase:
        _token(request)
        raise not_found()

    return _kindly(request, answer)


unknown_address.guarded_by = "token"  # type: ignore[attr-defined]


def _answer(operation: Operation, request: Any, ids: Mapping[str, str]) -> HttpResponseBase:
    if operation.permission is None:
        return operation.answer(read_call(operation, request, ids, None))
    token = _token(request)
    request.user, request.token = token.person, token
    with coming_from("api"), acting_as(token.actor), translation.override(token.person.language):
        if not token.person.may(operation.permission):
            raise forbidden()
        if not operation.writes:
            return operation.answer(read_call(operation, request, ids, None))
        with watched_by(Brake(token)):
            return _counted(operation, request, ids)


def _counted(operation: Operation, request: Any, ids: Mapping[str, str]) -> HttpResponseBase:
    """A change: counted before it is made, whether or not it can be read."""
    call: Call | None = None
    try:
        sent = json_body(request) if operation.body else None
        call = read_call(operation, request, ids, sent)
    finally:
        request.allowance = count(request.user, lambda: operation.limit(call))
    return operation.answer(call)


def _kindly(request: HttpRequest, answer: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    said = _said(request, answer)
    said["Cache-Control"] = "no-store"
    say_allowance(said, getattr(request, "allowance", None))
    return said


def _said(request: HttpRequest, answer: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """The answer, or what went wrong in the wire's words."""
    try:
        return answer()
    except ApiError as refused:
        said = refused.answer()
        if refused.type == "authentication_error":
            said["WWW-Authenticate"] = 'Bearer realm="Turnout"'
        return said
    except TooManyTries as error:
        return too_many(error, request)
    except ScriptStopped:
        stop(request.token)  # type: ignore[attr-defined]
        return stopped()
    except Http404:
        return not_found().answer()
    except NotPossible as reason:
        return refusal("validation_error", [fault("not_possible", str(reason))])
    except Exception as error:
        return _failed(request, error)


def _token(request: HttpRequest) -> ApiToken | ApiKey:
    scheme, _space, text = request.headers.get("Authorization", "").partition(" ")
    text = text.strip()
    if scheme.lower() != "bearer" or not text or len(text) > LONGEST_TOKEN or not text.isascii():
        raise unknown_token()
    token = find_api_key(text) if text.startswith(PREFIX) else find_by_token(text)
    if token is None:
        raise unknown_token()
    _refuse_elsewhere(request, token)
    return token


def _refuse_elsewhere(request: HttpRequest, token: ApiToken | ApiKey) -> None:
    """Raises ApiError where the organization takes keys and tokens from other addresses only."""
    if not token.is_narrowed:
        return
    allowlist, address = Allowlist.get(), request.META.get("REMOTE_ADDR", "")
    if not allowlist.lets_in(address):
        name = token.name if isinstance(token, ApiKey) else token.person.name
        note_refusal(allowlist, address=address, name=name)
        raise forbidden(
            _("Your organization doesn't allow requests from %(address)s.") % {"address": address}
        )


def _failed(request: HttpRequest, error: Exception) -> HttpResponseBase:
    """What Django does for a page that fails, with an answer that a script can read."""
    got_request_exception.send(sender=None, request=request)
    trouble = trouble_behind(error)
    if trouble:
        message = _("Turnout can't save just now: its database is busy, away or full. Nothing was changed.")
        answer = refusal("api_error", [fault("unavailable", message)], status=503)
        answer["Retry-After"] = str(SECONDS[trouble])
    else:
        message = _(
            "Something went wrong here, not with what you sent. It has been noted; try again in a while."
        )
        answer = refusal("api_error", [fault("api_error", message)])
    log_response("request failed", response=answer, request=request, exception=error)
    return answer
