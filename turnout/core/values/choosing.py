"""Words to choose from, known when they are asked for."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from turnout.core.values.faults import IS_REQUIRED, NOT_FOUND, unknown
from turnout.core.values.value import Reading, Schema, Value, Words, too_many

MOST_LISTED = 60  # of a schema


@dataclass(frozen=True)
class Option:
    """One thing that can be chosen.

    key    what is kept, and what files say
    id     what scripts may say instead
    group  under which heading a form shows it
    is_offered  False: it may stay where it is, but can't be chosen anew
    """

    key: str
    label: Words = ""
    help: Words = ""
    icon: str = ""
    group: Words = ""
    id: str = ""
    is_offered: bool = True

    @property
    def words(self) -> str:
        return str(self.label or self.key)


Source = Iterable[Any] | Callable[[], Iterable[Any]]
"""Options, words, an enumeration of them, words by key; or what answers these when it is asked."""


def options_in(source: Source) -> dict[str, Option]:
    """By key, in their order."""
    found = source() if callable(source) and not isinstance(source, type) else source
    if isinstance(found, Mapping):
        found = [Option(str(key), words) for key, words in found.items()]
    made = (each if isinstance(each, Option) else Option(str(each)) for each in found)  # type: ignore[union-attr]
    return {each.key: each for each in made}


@dataclass(frozen=True, kw_only=True)
class Choice(Value[str]):
    """One of some words; empty for none.

    named  what they are, where there are too many to list
    none   what choosing none of them is called
    spread a form shows all of them at once
    """

    of: Source
    named: Words = ""
    none: Words = ""
    spread: bool = False
    default: str = ""
    takes: ClassVar[str] = "one of"

    @property
    def options(self) -> dict[str, Option]:
        """What can be chosen now, by key."""
        return options_in(self.of)

    def _take(self, given: Any, reading: Reading) -> str:
        word = reading.door.text(given)
        if word is None:
            reading.invalid(given, _("This must be text."))
            return self.start
        if not word:
            if self.required:
                reading.fault(given, IS_REQUIRED, _("This is required."))
            return self.start
        return self._find(word, given, reading)

    def _find(self, word: str, given: Any, reading: Reading) -> str:
        options = self.options
        if word not in options:
            reading.invalid(given, unknown(word, options))
        return word

    def tidy(self, value: Any) -> str:
        return str(value or "")

    def said(self, value: str) -> str:
        option = self.options.get(value) if value else None
        return option.words if option else value

    def _schema(self) -> Schema:
        words = [] if self.named else [*self.options]
        if not words or len(words) > MOST_LISTED:
            return {"type": "string"}
        return {"type": "string", "enum": words if self.required else ["", *(each for each in words if each)]}


@dataclass(frozen=True, kw_only=True)
class Choices(Value[tuple[str, ...]]):
    """Some of some words, in the order these have."""

    of: Source
    most: int = 100
    default: tuple[str, ...] = ()
    takes: ClassVar[str] = "some of"

    @property
    def options(self) -> dict[str, Option]:
        """What can be chosen now, by key."""
        return options_in(self.of)

    def _take(self, given: Any, reading: Reading) -> tuple[str, ...]:
        items = listed(given, reading)
        options, found = self.options, []
        if len(items) > self.most:
            too_many(given, reading, self.most)
            return self.start
        for each in items:
            word = reading.door.text(each)
            if word is None or word not in options:
                reading.invalid(each, unknown(word or "", options))
            else:
                found.append(word)
        if self.required and not items:
            reading.fault(given, IS_REQUIRED, _("Choose at least one."))
        return self.tidy(found)

    def tidy(self, value: Any) -> tuple[str, ...]:
        chosen = set(value or ())
        return tuple(each for each in self.options if each in chosen)

    def write(self, value: tuple[str, ...]) -> list[str]:
        return list(value)

    def said(self, value: tuple[str, ...]) -> str:
        options = self.options
        return ", ".join(options[each].words if each in options else each for each in value)

    def _schema(self) -> Schema:
        words = [*self.options]
        item = {"type": "string", **({"enum": words} if 0 < len(words) <= MOST_LISTED else {})}
        return {"type": "array", "items": item, "maxItems": self.most, "uniqueItems": True}


def listed(given: Any, reading: Reading) -> list[Any]:
    """The items of a list; none, and a fault, where it isn't one."""
    items = reading.door.items(given)
    if items is None:
        reading.invalid(given, _("This must be a list."))
    return items or []


def must_be_found(given: Any, word: str, known: Iterable[str], reading: Reading) -> None:
    """Leave with `reading` that `word` is none of `known`, with the one it comes closest to."""
    reading.fault(given, NOT_FOUND, unknown(word, known))
