"""How the API says no: the wire format's error, as an exception and as an answer."""

from collections.abc import Iterable
from typing import Any

import structlog
from django.http import JsonResponse
from django.utils.translation import gettext as _

from turnout.core.values import Fault

STATUS_OF = {
    "invalid_request_error": 400,
    "authentication_error": 401,
    "resource_forbidden": 403,
    "not_found": 404,
    "method_not_allowed": 405,
    "payload_too_large": 413,
    "validation_error": 422,
    "too_many_requests": 429,
    "api_error": 500,
}
"""HTTP status by the error types of the wire format that this API uses."""


def fault(code: str, message: str, *at: str) -> Fault:
    """One thing that is wrong, at this place of the body or query.

    code  for scripts: one of `core.values.faults`, or a word of its own. Codes stay
    at    names and places from the outside in; the answer has them as a JSON pointer (RFC 6901)
    """
    return Fault(code, message, at)


def _said(fault: Fault) -> dict[str, Any]:
    found: dict[str, Any] = {"code": fault.code, "message": fault.message}
    if fault.at:
        found["source"] = {"field": fault.path, "pointer": f"/{fault.path}"}
    return found


class ApiError(Exception):
    """The request can't be answered as asked; says why in the wire format."""

    def __init__(self, type: str, *faults: Fault) -> None:
        self.type = type
        self.faults = faults
        super().__init__(type)

    def answer(self) -> JsonResponse:
        """The error as it is sent, with the status its type has."""
        return refusal(self.type, self.faults)


def refusal(type: str, faults: Iterable[Fault], *, status: int = 0, **more: Any) -> JsonResponse:
    """A no as an answer. `more` are further fields the wire has for it."""
    status = status or STATUS_OF[type]
    body = {
        "type": type,
        "status": status,
        "request_id": structlog.contextvars.get_contextvars().get("request_id", ""),
        "errors": [_said(each) for each in faults],
        **more,
    }
    return JsonResponse(body, status=status)


def unknown_token() -> ApiError:
    """The same words for a missing, mistyped, revoked or foreign token: nothing to learn from trying."""
    message = _("Send a token made in your Turnout profile, as “Authorization: Bearer <token>”.")
    return ApiError("authentication_error", fault("invalid_token", message))


def forbidden(message: str = "", field: str = "") -> ApiError:
    """403: whoever the token stands for may not do this, or not with this field of the body."""
    message = message or _("The person this token belongs to may not do this.")
    return ApiError("resource_forbidden", fault("forbidden", message, *([field] if field else [])))


def needs_person() -> ApiError:
    """403, for a key of the organization's own."""
    return forbidden(_("Only a person can do this. Use a token of somebody's own instead of an API key."))


def not_found() -> ApiError:
    """404, whether there is none or the reader may not see it."""
    return ApiError("not_found", fault("not_found", _("There is nothing here that this token may see.")))


def wrong_method(allowed: Iterable[str]) -> JsonResponse:
    """405 with the methods there are, in words and in `Allow`."""
    allow = ", ".join(allowed)
    answer = refusal(
        "method_not_allowed",
        [fault("method_not_allowed", _("This address answers to %(methods)s.") % {"methods": allow})],
    )
    answer["Allow"] = allow
    return answer


def invalid(*faults: Fault) -> ApiError:
    """422 with everything that is wrong."""
    return ApiError("validation_error", *faults)
