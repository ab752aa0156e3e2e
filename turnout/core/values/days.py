"""Days and moments."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, ClassVar

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from turnout.core.values.value import Reading, Schema, Value

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, kw_only=True)
class Day(Value["date | None"]):
    """A day of the calendar."""

    default: date | None = None
    takes: ClassVar[str] = "day"

    def _take(self, given: Any, reading: Reading) -> date | None:
        if type(given) is date:
            return given
        text = (reading.door.text(given) or "").strip()
        found = read_day(text)
        if found is None:
            reading.invalid(given, _("Enter a date, for example 2026-03-29."))
        return found

    def write(self, value: date | None) -> str | None:
        return value.isoformat() if value else None

    def said(self, value: date | None) -> str:
        return str(date_format(value)) if value else ""

    def _schema(self) -> Schema:
        return {"type": "string", "format": "date"}


@dataclass(frozen=True, kw_only=True)
class Moment(Value["datetime | None"]):
    """A time with its zone, kept in UTC."""

    default: datetime | None = None
    takes: ClassVar[str] = "time"

    def _take(self, given: Any, reading: Reading) -> datetime | None:
        if isinstance(given, datetime) and given.tzinfo:
            return given.astimezone(UTC)
        found = read_moment((reading.door.text(given) or "").strip())
        if found is None:
            reading.invalid(given, _("Enter a time, for example 2026-03-29T14:30:00Z."))
        return found

    def write(self, value: datetime | None) -> str | None:
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z") if value else None

    def said(self, value: datetime | None) -> str:
        return str(date_format(localtime(value), "DATETIME_FORMAT")) if value else ""

    def _schema(self) -> Schema:
        return {"type": "string", "format": "date-time"}


def read_day(text: str) -> date | None:
    """Of YYYY-MM-DD; None for anything else."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


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
