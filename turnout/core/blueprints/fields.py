"""What an item of a blueprint is made of: fields that read, tidy, write and say one sort of value."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from turnout.core.blueprints.problems import Problem, unknown
from turnout.core.blueprints.reading import Mapping, Node, Scalar
from turnout.core.people.names import tidy

Words = str | Promise
YES, NO = {"yes", "true", "on"}, {"no", "false", "off"}
MOST_PARTS = 200  # of one list


@dataclass
class Reader:
    """Where reading has got to: what is wrong so far, and what can only be judged once all is read."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    references: list[tuple[str, str, int]] = field(default_factory=list)  # section, key, line
    later: list[Callable[["Known"], list[Problem]]] = field(default_factory=list)

    def wrong(self, line: int, reason: str) -> None:
        self.problems.append(Problem(self.file, line, reason))


Known = dict[str, set[str]]
"""By section, the keys there will be."""


@dataclass(frozen=True, kw_only=True)
class Field:
    """One type of value. What is left out is the `default`, unless it is `required`.

    formerly  the name it had in older files, so that reading one can say the new name
    """

    about: Words = ""
    default: Any = ""
    required: bool = False
    formerly: str = ""
    takes = "text"

    def read(self, node: Node, reader: Reader) -> Any:
        raise NotImplementedError

    def tidy(self, value: Any) -> Any:
        """A value as the database has it, the way reading the same would give it."""
        return value

    def write(self, value: Any) -> Any:
        return value

    def said(self, value: Any) -> str:
        return str(value)

    def references(self, value: Any) -> Iterable[tuple[str, str]]:
        """What it names elsewhere: section and key."""
        return ()


def _word(node: Node, reader: Reader) -> str | None:
    if isinstance(node, Scalar):
        return "" if node.is_nothing else node.text
    reader.wrong(node.line, _("This must be text, not a list."))
    return None


def is_plain(text: str) -> bool:
    return all(char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs") for char in text)


@dataclass(frozen=True, kw_only=True)
class Text(Field):
    """Words. On one line, unless `long`."""

    most: int
    long: bool = False

    def read(self, node: Node, reader: Reader) -> str:
        written = _word(node, reader)
        text = self.tidy(written or "")
        if not is_plain(written or ""):
            reader.wrong(node.line, _("This has characters that can't be shown."))
        elif len(text) > self.most:
            message = _("No more than %(most)s characters; this has %(count)s.")
            reader.wrong(node.line, message % {"most": self.most, "count": len(text)})
        elif self.required and not text and written is not None:
            reader.wrong(node.line, _("This can't be empty."))
        return text

    def tidy(self, value: Any) -> str:
        text = str(value or "")
        return text.replace("\r\n", "\n").replace("\r", "\n").strip() if self.long else tidy(text)


@dataclass(frozen=True, kw_only=True)
class Key(Text):
    """A name for use in texts and addresses: small letters, digits, _ and -."""

    most: int = 40
    required: bool = True
    takes = "key"

    def read(self, node: Node, reader: Reader) -> str:
        key = super().read(node, reader)
        if key and not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", key):
            reader.wrong(node.line, _("Use only lower-case letters a to z, digits, _ and - in a key."))
        return key


@dataclass(frozen=True, kw_only=True)
class Flag(Field):
    """Yes or no."""

    default: bool = False
    takes = "yes or no"

    def read(self, node: Node, reader: Reader) -> bool:
        word = (_word(node, reader) or "").lower()
        if word not in YES | NO:
            reader.wrong(node.line, _("Write yes or no."))
        return word in YES

    def write(self, value: Any) -> bool:
        return bool(value)

    def said(self, value: Any) -> str:
        return _("yes") if value else _("no")


@dataclass(frozen=True, kw_only=True)
class Number(Field):
    """A whole number; None where nothing was said."""

    least: int = 0
    most: int = 1_000_000
    default: int | None = None
    takes = "number"

    def read(self, node: Node, reader: Reader) -> int | None:
        word = _word(node, reader) or ""
        if not word and not self.required:
            return self.default
        if not re.fullmatch(r"-?[0-9]{1,12}", word) or not self.least <= int(word) <= self.most:
            message = _("Write a number from %(least)s to %(most)s.")
            reader.wrong(node.line, message % {"least": self.least, "most": self.most})
            return None
        return int(word)

    def said(self, value: Any) -> str:
        return "" if value is None else str(value)


@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    """One of some words, known when it is read."""

    of: Callable[[], Iterable[str]]
    named: Words = ""  # what they are, where there are too many to list
    takes = "one of"

    def read(self, node: Node, reader: Reader) -> str:
        word = _word(node, reader)
        if word is None or (not word and not self.required):
            return ""
        options = list(self.of())
        if word not in options:
            reader.wrong(node.line, unknown(word, options))
        return word


@dataclass(frozen=True, kw_only=True)
class Ref(Field):
    """Another item, by its key; empty for none."""

    to: str
    takes = "key of"

    def read(self, node: Node, reader: Reader) -> str:
        key = _word(node, reader)
        if key:
            reader.references.append((self.to, key, node.line))
        elif self.required and key is not None:
            reader.wrong(node.line, _("This can't be empty."))
        return key or ""

    def tidy(self, value: Any) -> str:
        return value or ""

    def references(self, value: Any) -> Iterable[tuple[str, str]]:
        return [(self.to, value)] if value else []


@dataclass(frozen=True, kw_only=True)
class Refs(Field):
    """Other items, by their keys. `ordered`: which comes first matters."""

    to: str
    ordered: bool = False
    default: tuple[str, ...] = ()
    most: int = 50
    takes = "keys of"

    def read(self, node: Node, reader: Reader) -> tuple[str, ...]:
        keys = _words(node, reader)
        reader.references += [(self.to, key.text, key.line) for key in keys]
        if len(keys) > self.most:
            reader.wrong(node.line, _("No more than %(most)s.") % {"most": self.most})
        if self.required and not keys:
            reader.wrong(node.line, _("Name at least one."))
        return self.tidy(key.text for key in keys)

    def tidy(self, value: Any) -> tuple[str, ...]:
        keys = dict.fromkeys(value or ())
        return tuple(keys if self.ordered else sorted(keys))

    def write(self, value: Any) -> list[str]:
        return list(value)

    def said(self, value: Any) -> str:
        return ", ".join(value)

    def references(self, value: Any) -> Iterable[tuple[str, str]]:
        return [(self.to, key) for key in value]


def _words(node: Node, reader: Reader) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [] if node.is_nothing or not node.text else [node]
    if isinstance(node, Mapping):
        reader.wrong(node.line, _("This must be a list."))
        return []
    for each in node.items:
        if not isinstance(each, Scalar):
            reader.wrong(each.line, _("This must be text, not a list."))
    return [each for each in node.items if isinstance(each, Scalar)]


@dataclass(frozen=True, kw_only=True)
class Named(Field):
    """One of some words, or another item by its key behind a prefix: “place”, “field.zone”."""

    of: Callable[[], Iterable[str]]
    prefix: str
    to: str
    takes = "one of"

    def read(self, node: Node, reader: Reader) -> str:
        word = _word(node, reader)
        options = list(self.of())
        if word is None or word in options or (not word and not self.required):
            return word or ""
        if not word.startswith(self.prefix):
            reader.wrong(node.line, unknown(word, [*options, f"{self.prefix}…"]))
        elif word:
            reader.references.append((self.to, word.removeprefix(self.prefix), node.line))
        else:
            reader.wrong(node.line, _("This can't be empty."))
        return word

    def references(self, value: Any) -> Iterable[tuple[str, str]]:
        is_key = value and value not in self.of() and value.startswith(self.prefix)
        return [(self.to, value.removeprefix(self.prefix))] if is_key else []


@dataclass(frozen=True, kw_only=True)
class Choices(Field):
    """Some of some words, in the order these have."""

    of: Callable[[], Iterable[str]]
    default: tuple[str, ...] = ()
    takes = "some of"

    def read(self, node: Node, reader: Reader) -> tuple[str, ...]:
        found, options = _words(node, reader), list(self.of())
        for each in found:
            if each.text not in options:
                reader.wrong(each.line, unknown(each.text, options))
        return self.tidy(each.text for each in found)

    def tidy(self, value: Any) -> tuple[str, ...]:
        chosen = set(value or ())
        return tuple(each for each in self.of() if each in chosen)

    def write(self, value: Any) -> list[str]:
        return list(value)

    def said(self, value: Any) -> str:
        return ", ".join(value)


@dataclass(frozen=True, kw_only=True)
class Lines(Field):
    """A list of short texts, in order. `gaps`: some of them may be empty, but not the last."""

    most: int = 200
    gaps: bool = False
    default: tuple[str, ...] = ()
    takes = "list of texts"

    def read(self, node: Node, reader: Reader) -> tuple[str, ...]:
        one = Text(most=self.most, required=not self.gaps)
        found = _words(node, reader)
        if len(found) > MOST_PARTS:
            reader.wrong(node.line, _("No more than %(most)s.") % {"most": MOST_PARTS})
        return self.tidy(one.read(each, reader) for each in found[:MOST_PARTS])

    def tidy(self, value: Any) -> tuple[str, ...]:
        lines = [tidy(str(each)) for each in value or ()]
        while lines and not lines[-1]:
            lines.pop()
        return tuple(lines)

    def write(self, value: Any) -> list[str]:
        return list(value)

    def said(self, value: Any) -> str:
        return " · ".join(value)
