"""The door of files: YAML nodes, which know their lines and are texts until a value reads them."""

import unicodedata
from decimal import Decimal
from typing import Any

from turnout.core.blueprints.reading import Mapping, Scalar, Sequence
from turnout.core.values.doors import Door, truth_in, whole_in


class Written(Door):
    """Names nobody has heard of are a fault, and what is named may be made by the same text."""

    refuses_unknown = True

    def is_nothing(self, given: Any) -> bool:
        return isinstance(given, Scalar) and (given.is_nothing or not given.text)

    def text(self, given: Any) -> str | None:
        return given.text if isinstance(given, Scalar) else None

    def is_plain(self, text: str) -> bool:
        return all(char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs") for char in text)

    def whole(self, given: Any) -> int | None:
        return whole_in(self.text(given))

    def number(self, given: Any) -> Decimal | None:
        return super().number(self.text(given))

    def truth(self, given: Any) -> bool | None:
        return truth_in(self.text(given) or "")

    def items(self, given: Any) -> list[Any] | None:
        """One text alone is a list of it."""
        if isinstance(given, Scalar):
            return [given]
        return [*given.items] if isinstance(given, Sequence) else None

    def pairs(self, given: Any) -> list[tuple[Any, Any]] | None:
        return [*given.pairs] if isinstance(given, Mapping) else None

    def name(self, given: Any) -> str:
        return str(given.text)

    def line(self, given: Any) -> int:
        return int(given.line)

    def finds_at_once(self) -> bool:
        return False


WRITTEN = Written()
