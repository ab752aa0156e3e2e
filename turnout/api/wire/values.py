"""Values as scripts have them, beyond those every door has: exact texts, rows by id, what isn't kept."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from turnout.core import values
from turnout.core.lib.ids import is_id
from turnout.core.values import Reading, Schema, Value, Words
from turnout.core.values.faults import IS_REQUIRED, NOT_FOUND

NOT_SUPPORTED = "not_supported"
LONGEST = 20_000


@dataclass(frozen=True, kw_only=True)
class Text(values.Text):
    """Exactly what was sent: nothing is trimmed, so that what is read back is what was written."""

    most: int = LONGEST

    def tidy(self, value: Any) -> str:
        return str(value or "")

    def _judge(self, text: str, given: Any, reading: Reading) -> None:
        if self.required and not text.strip():
            reading.fault(given, IS_REQUIRED, _("This is required."))

    def _schema(self) -> Schema:
        bounds = {} if self.most == LONGEST else {"maxLength": self.most}
        return {"type": "string", **bounds, **({"minLength": 1} if self.required else {})}


@dataclass(frozen=True, kw_only=True)
class Whole(values.Number):
    """A whole number of any sign."""

    least: int = -1_000_000


@dataclass(frozen=True, kw_only=True)
class Whether(Value[bool | None]):
    """Yes or no; None where nobody says."""

    takes: ClassVar[str] = "yes or no"

    def _take(self, given: Any, reading: Reading) -> bool | None:
        return values.YesNo().take(given, reading)

    def _schema(self) -> Schema:
        return {"type": "boolean"}


@dataclass(frozen=True, kw_only=True)
class Moment(values.Moment):
    """A time with its zone, written in UTC to the millisecond. An empty text is none."""

    def _take(self, given: Any, reading: Reading) -> datetime | None:
        return None if given == "" else super()._take(given, reading)

    def write(self, value: datetime | None) -> str | None:
        return write_moment(value) if value else None


def write_moment(at: datetime) -> str:
    """RFC 3339, in UTC to the millisecond: `2026-03-29T14:30:00.000Z`."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass(frozen=True, kw_only=True)
class Row(Value[Any]):
    """One of these rows, by its id; None where nothing, or an empty text, is given.

    of  asked at each reading, so that rows made since are found. An id of none of them is a fault (NOT_FOUND)
    """

    of: Callable[[], "QuerySet[Any]"]
    takes: ClassVar[str] = "id"

    def _take(self, given: Any, reading: Reading) -> Any:
        id = reading.door.text(given)
        if id is None:
            reading.invalid(given, _("This must be a text."))
            return None
        found = self.of().filter(pk=id).first() if is_id(id) else None
        if self.required and not id:
            reading.fault(given, IS_REQUIRED, _("This is required."))
        elif found is None and id:
            reading.fault(given, NOT_FOUND, _("There's none with this id."))
        return found

    def write(self, value: Any) -> Any:
        return value.pk


@dataclass(frozen=True, kw_only=True)
class Unkept(Value[None]):
    """What the wire has a name for and Turnout can't keep: said aloud, not dropped in silence.

    why  empty where it means nothing here and does no harm, such as what is about one chat
    """

    why: Words = ""

    def _take(self, given: Any, reading: Reading) -> None:
        if given and self.why:
            reading.fault(given, NOT_SUPPORTED, str(self.why))


def refuses(why: Words) -> Unkept:
    """A field of the wire that Turnout can't keep: sending something in it is a fault, with this reason."""
    return Unkept(why=why)


def ignores() -> Unkept:
    """A field of the wire that means nothing here and does no harm: whatever is in it is let be."""
    return Unkept()
