"""Numbers, yes and no, lengths of time."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any, ClassVar

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from turnout.core.values.choosing import Option
from turnout.core.values.value import Reading, Schema, Value, Words

HUGE = 10**9  # bounds beyond this are the machine's, and no help to people


@dataclass(frozen=True, kw_only=True)
class Number(Value["int | Decimal | None"]):
    """A whole number, or one with up to so many `places`; None where nothing was said.

    words  what the numbers stand for, where a form offers them by name; `none`: for none of them
    """

    words: Callable[[], Iterable[Option]] | None = None
    none: Words = ""
    least: int = 0
    most: int = 1_000_000
    places: int = 0
    default: int | None = None
    takes: ClassVar[str] = "number"

    def _take(self, given: Any, reading: Reading) -> int | Decimal | None:
        found = reading.door.number(given) if self.places else reading.door.whole(given)
        if found is None or not self.least <= found <= self.most:
            reading.invalid(given, self._wanted())
            return self.start
        return self.tidy(found)

    def _wanted(self) -> str:
        if self.most >= HUGE:
            return _("Enter a number, for example 12 or 3.5.") if self.places else _("Enter a whole number.")
        return _("Enter a number from %(least)s to %(most)s.") % {"least": self.least, "most": self.most}

    def tidy(self, value: Any) -> int | Decimal | None:
        if value is None or not self.places:
            return None if value is None else int(value)
        return Decimal(value).quantize(Decimal(1).scaleb(-self.places), ROUND_HALF_EVEN)

    def write(self, value: int | Decimal | None) -> int | str | None:
        return as_plain(value) if isinstance(value, Decimal) else value

    def said(self, value: int | Decimal | None) -> str:
        if isinstance(value, Decimal):
            return str(number_format(as_plain(value), use_l10n=True, force_grouping=True))
        return "" if value is None else str(value)

    def _schema(self) -> Schema:
        if self.places:
            return {"type": "string", "format": "decimal"}
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


def as_plain(number: Decimal) -> str:
    """Without an exponent or zeros at the end."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True, kw_only=True)
class YesNo(Value[bool]):
    """Yes or no. `words`: what a form calls no and yes, where it offers both."""

    words: tuple[Words, Words] | None = None
    default: bool = False
    takes: ClassVar[str] = "yes or no"

    def _take(self, given: Any, reading: Reading) -> bool:
        said = reading.door.truth(given)
        if said is None:
            reading.invalid(given, _("Say yes or no."))
            return self.start
        return said

    def tidy(self, value: Any) -> bool:
        return bool(value)

    def said(self, value: bool) -> str:
        return _("yes") if value else _("no")

    def _schema(self) -> Schema:
        return {"type": "boolean", "default": self.default}


UNITS = {"w": timedelta(weeks=1), "d": timedelta(days=1), "h": timedelta(hours=1), "m": timedelta(minutes=1)}
_LENGTH = re.compile(r"(?:(\d{1,6})w)?(?:(\d{1,6})d)?(?:(\d{1,6})h)?(?:(\d{1,6})m)?")


@dataclass(frozen=True, kw_only=True)
class Duration(Value["timedelta | None"]):
    """A length of time in whole minutes, written like “1d 2h 30m”; None where nothing was said."""

    least: timedelta = timedelta(minutes=1)
    most: timedelta = timedelta(days=3650)
    default: timedelta | None = None
    takes: ClassVar[str] = "length of time"

    def _take(self, given: Any, reading: Reading) -> timedelta | None:
        found = given if isinstance(given, timedelta) else read_duration(reading.door.text(given) or "")
        if found is None or not self.least <= found <= self.most:
            message = _("Enter a length from %(least)s to %(most)s, for example 2h 30m.")
            reading.invalid(given, message % {"least": written(self.least), "most": written(self.most)})
            return self.start
        return found

    def write(self, value: timedelta | None) -> str | None:
        return None if value is None else written(value)

    def said(self, value: timedelta | None) -> str:
        return "" if value is None else written(value)

    def _schema(self) -> Schema:
        return {"type": "string", "pattern": r"^(\d+w)? ?(\d+d)? ?(\d+h)? ?(\d+m)?$", "example": "2h 30m"}


def read_duration(text: str) -> timedelta | None:
    """What “2h 30m” says; None if it says no length of time."""
    found = _LENGTH.fullmatch("".join(text.split()).lower())
    if not found or not any(found.groups()):
        return None
    return sum(
        (unit * int(many or 0) for unit, many in zip(UNITS.values(), found.groups(), strict=True)),
        timedelta(),
    )


def written(length: timedelta) -> str:
    """In days, hours and minutes; what is less than a minute is left out."""
    parts, left = [], length
    for name, unit in UNITS.items():
        if name == "w":
            continue
        many, left = divmod(left, unit)
        parts += [f"{many}{name}"] if many else []
    return " ".join(parts) or "0m"
