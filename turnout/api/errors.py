"""How the API says no: the wire format's error, as an exception and as an answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import structlog
from django.http import JsonResponse
from django.utils.translation import gettext as _

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


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with a request. `field` is a JSON pointer without its first slash."""

    code: str
    message: str
    field: str = ""

    def shape(self) -> dict[str, Any]:
        fault: dict[str, Any] = {"code": self.code, "message": self.message}
        if self.field:
            fault["source"] = {"field": self.field, "pointer": f"/{self.field}"}
        return fault


class ApiError(Exception):
    """The request can't be answered as asked; says why in the wire format."""

    def __init__(self, type: str, *faults: Fault) -> None:
        self.type = type
        self.faults = faults
        super().__init__(type)

    def answer(self) -> JsonResponse:
        return refusal(self.type, self.faults)


def refusal(type: str, faults: Iterable[Fault], *, status: int = 0) -> JsonResponse:
    status = status or STATUS_OF[type]
    body = {
        "type": type,
        "status": status,
        "request_id": structlog.contextvars.get_contextvars().get("request_id", ""),
        "errors": [fault.shape() for fault in faults],
    }
    return JsonResponse(body, status=status)


def unknown_token() -> ApiError:
    """The same words for a missing, mistyped, revoked or foreign token: nothing to learn from trying."""
    message = _("Send a token made in your Turnout profile, as “Authorization: Bearer <token>”.")
    return ApiError("authentication_error", Fault("invalid_token", message))


def forbidden(message: str = "", field: str = "") -> ApiError:
    message = message or _("The person this token belongs to may not do this.")
    return ApiError("resource_forbidden", Fault("forbidden", message, field))


def not_found() -> ApiError:
    return ApiError("not_found", Fault("not_found", _("There is nothing here that this token may see.")))


def wrong_method(allowed: Iterable[str]) -> JsonResponse:
    allow = ", ".join(allowed)
    answer = refusal(
        "method_not_allowed",
        [Fault("method_not_allowed", _("This address answers to %(methods)s.") % {"methods": allow})],
    )
    answer["Allow"] = allow
    return answer


def invalid(*faults: Fault) -> ApiError:
    return ApiError("validation_error", *faults)
