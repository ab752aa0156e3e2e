"""Reading what a request brings: a JSON body or a query, every fault named by its field."""

import json
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar

from django.core.exceptions import RequestDataTooBig
from django.db import models
from django.http import HttpRequest
from django.http.request import UnreadablePostError
from django.utils.translation import gettext as _

from turnout.api.errors import ApiError, Fault, invalid
from turnout.core.lib.ids import is_id

M = TypeVar("M", bound=models.Model)
LARGEST_BODY = 256 * 1024
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CANNOT_BE_KEPT = re.compile("[\x00\ud800-\udfff]")  # no database takes a NUL, no encoding half a character


def json_body(request: HttpRequest) -> dict[str, Any]:
    """The JSON object that was sent."""
    try:
        size = int(request.META.get("CONTENT_LENGTH") or 0)
        text = request.body if size <= LARGEST_BODY else None
    except (ValueError, RequestDataTooBig):
        text = None
    except UnreadablePostError:
        raise _unreadable(_("The request ended before its body did.")) from None
    if text is None or len(text) > LARGEST_BODY:
        message = _("A body has up to %(most)s kB.") % {"most": LARGEST_BODY // 1024}
        raise ApiError("payload_too_large", Fault("too_large", message))
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
    return ApiError("invalid_request_error", Fault("invalid_body", message))


class Fields:
    """The fields of a JSON object. Faults are gathered, so that the sender learns of all of them at once."""

    def __init__(self, values: dict[str, Any], faults: list[Fault] | None = None, at: str = "") -> None:
        self.values = values
        self.faults: list[Fault] = [] if faults is None else faults
        self.at = at

    def fault(self, field: str, code: str, message: str) -> None:
        self.faults.append(Fault(code, message, f"{self.at}{field}"))

    def check(self) -> None:
        """Refuse if anything was wrong."""
        if self.faults:
            raise invalid(*self.faults)

    def text(self, field: str, *, longest: int, required: bool = False) -> str:
        """A text; empty when it wasn't given or isn't right."""
        value = self.values.get(field)
        if value is None:
            value = ""
        if not isinstance(value, str):
            self.fault(field, "invalid_value", _("This has to be a text."))
        elif _CANNOT_BE_KEPT.search(value):
            self.fault(field, "invalid_value", _("This has characters that are none."))
        elif len(value) > longest:
            self.fault(field, "too_long", _("This has up to %(most)s characters.") % {"most": longest})
        elif required and not value.strip():
            self.fault(field, "is_required", _("This is required."))
        else:
            return value
        return ""

    def choice(self, field: str, choices: Iterable[str], *, default: str | None = None) -> str:
        """One of a few words; without a default it is required."""
        value = self.text(field, longest=100, required=default is None)
        if value and value not in choices:
            self.fault(
                field, "invalid_value", _("Choose one of: %(choices)s.") % {"choices": ", ".join(choices)}
            )
        return value or default or ""

    def whole(self, field: str) -> int | None:
        """A whole number; None when it wasn't given or isn't right."""
        value = self.values.get(field)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        self.fault(field, "invalid_value", _("This has to be a whole number."))
        return None

    def row(self, field: str, rows: models.QuerySet[M], *, required: bool = False) -> M | None:
        """The row of `rows` that is named by its id."""
        value = self.text(field, longest=100, required=required)
        found = rows.filter(pk=value).first() if is_id(value) else None
        if value and found is None:
            self.fault(field, "not_found", _("There is none with this id."))
        return found

    def moment(self, field: str) -> datetime | None:
        """A time as RFC 3339 says it."""
        value = self.text(field, longest=100)
        moment = read_moment(value)
        if value and moment is None:
            self.fault(field, "invalid_value", _("Write a time like 2026-03-29T14:30:00Z."))
        return moment

    def within(self, field: str) -> "Fields":
        """The fields of an object in this one; no fields when it wasn't given."""
        value = self.values.get(field)
        if value is not None and not isinstance(value, dict):
            self.fault(field, "invalid_value", _("This has to be an object."))
        return Fields(value if isinstance(value, dict) else {}, self.faults, f"{self.at}{field}/")

    def each(self, field: str, *, most: int) -> list["Fields"]:
        """The objects of a list."""
        values = self.values.get(field)
        if values is None:
            values = []
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            self.fault(field, "invalid_value", _("This has to be a list of objects."))
            return []
        if len(values) > most:
            self.fault(field, "too_long", _("This has up to %(most)s entries.") % {"most": most})
            return []
        return [
            Fields(value, self.faults, f"{self.at}{field}/{place}/") for place, value in enumerate(values)
        ]


def read_moment(text: str, *, end_of_day: bool = False) -> datetime | None:
    """In UTC: a time with its zone, or the beginning (or end) of a day. None if it is neither."""
    try:
        if _DAY.fullmatch(text):
            day = datetime.combine(date.fromisoformat(text), time(), tzinfo=UTC)
            return day + timedelta(days=1, microseconds=-1) if end_of_day else day
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None
