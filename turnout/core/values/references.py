"""Naming something else that was set: by its key or, from scripts, by its id."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from turnout.core.values.choosing import Choice, Option, Source, listed, must_be_found, options_in
from turnout.core.values.faults import IS_REQUIRED, NOT_FOUND, unknown
from turnout.core.values.value import Reading, Schema, Value, Words, too_many

_named: dict[str, Callable[[], Iterable[Option]]] = {}


def can_be_named(section: str, options: Callable[[], Iterable[Option]]) -> None:
    """What `Ref(to=section)` can mean, asked each time somebody needs to know; at most some hundred."""
    _named[section] = options


def named_in(section: str) -> dict[str, Option]:
    """What there is in a section, by key, in its order."""
    return options_in(_named[section]) if section in _named else {}


def _key_of(section: str, word: str) -> str | None:
    options = named_in(section)
    if word in options:
        return word
    return next((each.key for each in options.values() if each.id and each.id == word), None)


@dataclass(frozen=True, kw_only=True)
class Ref(Value[str]):
    """Something set elsewhere, as its key; empty for none, which is called `none`."""

    to: str
    none: Words = ""
    default: str = ""
    takes: ClassVar[str] = "key of"

    @property
    def options(self) -> dict[str, Option]:
        """What can be named now, by key."""
        return named_in(self.to)

    def _take(self, given: Any, reading: Reading) -> str:
        word = reading.door.text(given)
        if word is None:
            reading.invalid(given, _("This must be text."))
        elif not word:
            if self.required:
                reading.fault(given, IS_REQUIRED, _("This is required."))
        else:
            return _found(self.to, word, given, reading)
        return self.start

    def tidy(self, value: Any) -> str:
        return value or ""

    def said(self, value: str) -> str:
        option = self.options.get(value) if value else None
        return option.words if option else value

    def references(self, value: str) -> Iterable[tuple[str, str]]:
        return [(self.to, value)] if value else []


def _found(section: str, word: str, given: Any, reading: Reading) -> str:
    if not reading.door.finds_at_once():
        reading.references.append((section, word, reading.door.line(given)))
        return word
    key = _key_of(section, word)
    if key is None:
        must_be_found(given, word, named_in(section), reading)
    return key or ""


@dataclass(frozen=True, kw_only=True)
class Refs(Value[tuple[str, ...]]):
    """Several things set elsewhere. `ordered`: which comes first matters."""

    to: str
    ordered: bool = False
    most: int = 50
    default: tuple[str, ...] = ()
    takes: ClassVar[str] = "keys of"

    @property
    def options(self) -> dict[str, Option]:
        """What can be named now, by key."""
        return named_in(self.to)

    def _take(self, given: Any, reading: Reading) -> tuple[str, ...]:
        items = listed(given, reading)
        if len(items) > self.most:
            too_many(given, reading, self.most)
            return self.start
        found = []
        for each in items:
            word = reading.door.text(each)
            if word is None:
                reading.invalid(each, _("This must be text."))
            else:
                found.append(_found(self.to, word, each, reading))
        if self.required and not items:
            reading.fault(given, IS_REQUIRED, _("Name at least one."))
        return self.tidy(each for each in found if each)

    def tidy(self, value: Any) -> tuple[str, ...]:
        keys = dict.fromkeys(value or ())
        return tuple(keys if self.ordered else sorted(keys))

    def write(self, value: tuple[str, ...]) -> list[str]:
        return list(value)

    def said(self, value: tuple[str, ...]) -> str:
        options = self.options if value else {}
        return ", ".join(options[each].words if each in options else each for each in value)

    def references(self, value: tuple[str, ...]) -> Iterable[tuple[str, str]]:
        return [(self.to, key) for key in value]

    def _schema(self) -> Schema:
        return {"type": "array", "items": {"type": "string"}, "maxItems": self.most, "uniqueItems": True}


@dataclass(frozen=True, kw_only=True)
class ChoiceOrRef(Choice):
    """One of some words, or something set elsewhere by its key behind a prefix: “location”, “field.zone”."""

    to: str
    prefix: str = ""
    of: Source

    @property
    def words(self) -> dict[str, Option]:
        """Those that aren't set elsewhere."""
        return options_in(self.of)

    def _find(self, word: str, given: Any, reading: Reading) -> str:
        words = self.words
        if word in words:
            return word
        if not word.startswith(self.prefix) or word == self.prefix:
            reading.fault(given, NOT_FOUND, unknown(word, [*words, f"{self.prefix}…"]))
            return word
        key = _found(self.to, word.removeprefix(self.prefix), given, reading)
        return f"{self.prefix}{key}" if key else word

    @property
    def options(self) -> dict[str, Option]:
        """The words, and what can be named now, by what is kept for each."""
        behind = [
            Option(f"{self.prefix}{each.key}", each.label, group=each.group, is_offered=each.is_offered)
            for each in named_in(self.to).values()
        ]
        return {**self.words, **{each.key: each for each in behind}}

    def references(self, value: str) -> Iterable[tuple[str, str]]:
        is_key = value and value not in self.words and value.startswith(self.prefix)
        return [(self.to, value.removeprefix(self.prefix))] if is_key else []

    def _schema(self) -> Schema:
        return {"type": "string"}
