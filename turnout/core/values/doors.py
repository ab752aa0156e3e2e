"""The ways in: how strictly each takes what is given. Types of values are the same at all of them."""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

YES, NO = {"yes", "true", "on", "1"}, {"no", "false", "off", "0"}
LONGEST_NUMBER = 40  # characters
_CANNOT_BE_KEPT = re.compile("[\x00\ud800-\udfff]")  # no database takes a NUL, no encoding half a character


class Door:
    """JSON: everything has to be of its type. Each method answers None for what isn't."""

    refuses_unknown = False  # parts nobody has heard of are a fault

    def is_nothing(self, given: Any) -> bool:
        """Whether nothing was given, so that the default holds."""
        return given is None

    def text(self, given: Any) -> str | None:
        """Only what is a text already."""
        return given if isinstance(given, str) else None

    def is_plain(self, text: str) -> bool:
        """Whether all of it can be kept and written again."""
        return not _CANNOT_BE_KEPT.search(text)

    def whole(self, given: Any) -> int | None:
        """A whole number."""
        return given if isinstance(given, int) and not isinstance(given, bool) else None

    def number(self, given: Any) -> Decimal | None:
        """A text with a number in it, too: JSON's own numbers can't hold every decimal."""
        if isinstance(given, bool) or not isinstance(given, str | int | float | Decimal):
            return None
        try:
            found = Decimal(str(given).strip()[:LONGEST_NUMBER])
        except (InvalidOperation, ValueError):
            return None
        return found if found.is_finite() else None

    def truth(self, given: Any) -> bool | None:
        """Yes or no."""
        return given if isinstance(given, bool) else None

    def items(self, given: Any) -> list[Any] | None:
        """The items of a list."""
        return list(given) if isinstance(given, list | tuple) else None

    def pairs(self, given: Any) -> list[tuple[Any, Any]] | None:
        """The names and values of something that has parts."""
        return list(given.items()) if isinstance(given, Mapping) else None

    def name(self, given: Any) -> str:
        """The text of a name in `pairs`."""
        return str(given)

    def line(self, given: Any) -> int:
        """Where it stands in its file; 0 without one."""
        return 0

    def finds_at_once(self) -> bool:
        """Whether what is named has to be there now, or may be made by the same text."""
        return True


class Typed(Door):
    """A form: everything is a text, an empty one is nothing, and a list is what was ticked."""

    def is_nothing(self, given: Any) -> bool:
        return given is None or given == "" or (isinstance(given, list | tuple) and not given)

    def whole(self, given: Any) -> int | None:
        found = super().whole(given)
        return found if found is not None else whole_in(given)

    def truth(self, given: Any) -> bool | None:
        return truth_in(given) if isinstance(given, str) else super().truth(given)

    def items(self, given: Any) -> list[Any] | None:
        if isinstance(given, set | frozenset):
            return sorted(given)
        return super().items([given] if isinstance(given, str) else given)


def whole_in(given: Any) -> int | None:
    """The whole number a text says."""
    text = given.strip() if isinstance(given, str) else ""
    return int(text) if re.fullmatch(r"-?[0-9]{1,12}", text) else None


def truth_in(text: str) -> bool | None:
    """Whether a text says yes or no."""
    word = text.strip().lower()
    return word in YES if word in YES | NO else None


JSON = Door()
TYPED = Typed()
