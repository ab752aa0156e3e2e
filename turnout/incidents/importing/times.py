"""Times as people and systems write them: a moment, a day, a month or only a year."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

_YEAR = re.compile(r"\d{4}")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_OFFSET = re.compile(r"\s+(?:UTC|GMT|Z)$|(?<=\d)\s+(?=[+-]\d\d:?\d\d$)", re.IGNORECASE)
_SHORT_TIME = re.compile(r"^(\d{4}-\d\d-\d\d[T ])(\d):")
_ORDERS = [
    f"{day}{time}"
    for day in ("%Y/%m/%d", "%d.%m.%Y", "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y")
    for time in ("", " %H:%M", " %H:%M:%S")
]
EARLIEST, LATEST = 1900, 2200  # years; others are slips


@dataclass(frozen=True)
class When:
    """The first moment of what was written; with its words where it was a day, a month or a year."""

    moment: datetime
    words: str = ""


def read_time(value: Any) -> When:
    """Read a time; without a zone it is taken as UTC. ValueError if it can't be read."""
    if isinstance(value, bool) or value is None:
        raise ValueError("no time")
    if isinstance(value, int | float):
        return _within(_from_number(value), "")
    text = str(value).strip()
    if len(text) > 60:
        raise ValueError("too long for a time")
    if _YEAR.fullmatch(text):
        return _within(datetime(int(text), 1, 1, tzinfo=UTC), text)
    if found := _MONTH.fullmatch(text):
        return _within(datetime(int(found[1]), int(found[2]), 1, tzinfo=UTC), text)
    if found := _DAY.fullmatch(text):
        return _within(datetime(int(found[1]), int(found[2]), int(found[3]), tzinfo=UTC), text)
    if text.isdecimal() and len(text) > 8:  # eight digits are a day
        return _within(_from_number(int(text)), "")
    return _from_words(text)


def _from_words(text: str) -> When:
    """ISO 8601 and near it; else one of the orders that can mean only one day. 01/02/2025 could mean two."""
    iso = _OFFSET.sub(lambda match: "" if match[0].isspace() else "+00:00", text.rstrip(" ~?"))
    try:
        moment = datetime.fromisoformat(_SHORT_TIME.sub(r"\g<1>0\g<2>:", iso))
    except ValueError:
        for order in _ORDERS:
            with suppress(ValueError):
                day = datetime.strptime(text, order).replace(tzinfo=UTC)
                return _within(day, "" if "%H" in order else text)
        if found := _DAY.match(text):  # "2025-02-01 HH:mm", "2025-02-01, in the evening"
            return _within(datetime(int(found[1]), int(found[2]), int(found[3]), tzinfo=UTC), found[0])
        raise
    return _within(moment if moment.tzinfo else moment.replace(tzinfo=UTC), "")


def _from_number(number: float) -> datetime:
    """Years as such; else seconds, or milliseconds, since 1970."""
    if EARLIEST <= number <= LATEST:
        return datetime(int(number), 1, 1, tzinfo=UTC)
    return datetime.fromtimestamp(number / 1000 if number > 1e11 else number, tz=UTC)


def _within(moment: datetime, words: str) -> When:
    if not EARLIEST <= moment.year <= LATEST:
        raise ValueError("out of range")
    return When(moment.astimezone(UTC), words)
