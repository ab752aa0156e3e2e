"""Reading the JSON object that a request brings."""

import json
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.http.request import UnreadablePostError
from django.utils.translation import gettext as _

from turnout.api.wire.errors import ApiError, fault

LARGEST_BODY = 256 * 1024


def json_body(request: HttpRequest) -> dict[str, Any]:
    """The JSON object that was sent. Raises ApiError for what is none, or is over LARGEST_BODY bytes."""
    try:
        size = int(request.META.get("CONTENT_LENGTH") or 0)
        text = request.body if size <= LARGEST_BODY else None
    except (ValueError, RequestDataTooBig):
        text = None
    except UnreadablePostError:
        raise _unreadable(_("The request ended before its body did.")) from None
    if text is None or len(text) > LARGEST_BODY:
        message = _("A body has up to %(most)s kB.") % {"most": LARGEST_BODY // 1024}
        raise ApiError("payload_too_large", fault("too_large", message))
    if not text:
        raise _unreadable(_("The body is empty. Send JSON, with its length in Content-Length."))
    try:
        body = json.loads(text.decode(), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise _unreadable(_("The body isn't JSON.")) from None
    if not isinstance(body, dict):
        raise _unreadable(_("The body has to be a JSON object."))
    return body


def _no_number(name: str) -> None:
    raise ValueError(name)


def _unreadable(message: str) -> ApiError:
    return ApiError("invalid_request_error", fault("invalid_body", message))
