"""YAML as a tree that knows its lines. No tags, no aliases, bounds on everything: text from anywhere is safe.

Scalars stay as they are written: whether `no` is a word or an answer is for the field to say that reads it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LONGEST = 500_000  # characters of one file
DEEPEST = 16
MOST = 30_000  # nodes of one file
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C where it is built in


@dataclass(frozen=True)
class Scalar:
    """A word or a text. `is_nothing`: null, or nothing was written."""

    line: int
    text: str
    is_nothing: bool = False


@dataclass(frozen=True)
class Sequence:
    line: int
    items: tuple["Node", ...]


@dataclass(frozen=True)
class Mapping:
    line: int
    pairs: tuple[tuple[Scalar, "Node"], ...]


Node = Scalar | Sequence | Mapping


class Unreadable(Exception):
    """This isn't YAML we read."""

    def __init__(self, line: int, reason: str) -> None:
        self.line = line
        self.reason = reason
        super().__init__(reason)


def read_tree(text: str) -> Node | None:
    """The one document in this text; None where it is empty. Raises Unreadable."""
    if len(text) > LONGEST:
        message = _("This is longer than %(most)s characters. Split it into several files.")
        raise Unreadable(0, message % {"most": LONGEST})
    try:
        return _tree(_events(text))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Unreadable(mark.line + 1 if mark else 0, _because(error)) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1 if isinstance(error.position, int) else 0
        raise Unreadable(line, _("It contains a character YAML doesn't allow.")) from None
    except (yaml.YAMLError, UnicodeError, ValueError):
        raise Unreadable(0, _("This isn't YAML.")) from None


HINTS = {
    "found a tab": gettext_lazy("Indent with spaces: there is a tab"),
    "cannot start any token": gettext_lazy(
        "Something is out of place here: indent with spaces, and put text in quotes"
    ),
    "mapping values are not allowed": gettext_lazy("Unexpected colon: put the text in quotes"),
    "expected <block end>": gettext_lazy("The indentation doesn't match the lines around it"),
    "did not find expected key": gettext_lazy("The indentation doesn't match the lines around it"),
    "did not find expected '-'": gettext_lazy("The indentation doesn't match the lines around it"),
}
"""What people get wrong most, by what the parser says."""


def _because(error: yaml.MarkedYAMLError) -> str:
    for said, hint in HINTS.items():
        if said in (error.problem or ""):
            return str(hint) + "."
    said = ", ".join(each for each in (error.context, error.problem) if each)
    return _("This isn't YAML: %(why)s.") % {"why": said}


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _events(text: str) -> Iterator[Any]:
    deep = 0
    for number, event in enumerate(yaml.parse(text, Loader=_Loader)):
        if number > MOST:
            raise Unreadable(_line(event), _("There's too much in this file."))
        if isinstance(event, yaml.CollectionStartEvent):
            deep += 1
            if deep > DEEPEST:
                raise Unreadable(_line(event), _("This is nested too deeply."))
        elif isinstance(event, yaml.CollectionEndEvent):
            deep -= 1
        yield event


def _tree(events: Iterator[Any]) -> Node | None:
    root: Node | None = None
    documents = 0
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise Unreadable(_line(event), _("Only one document per file: remove “---”."))
            root = _node(next(events), events)
    return root


def _node(event: Any, events: Iterator[Any]) -> Node:
    line = _line(event)
    if isinstance(event, yaml.AliasEvent) or event.anchor:
        raise Unreadable(line, _("Anchors and aliases (& and *) aren't supported. Write the value out."))
    if event.tag and not (isinstance(event, yaml.ScalarEvent) and event.tag == "!"):
        raise Unreadable(line, _("Tags (such as !!python) aren't supported."))
    if isinstance(event, yaml.ScalarEvent):
        nothing = event.style in (None, "") and event.value in ("", "~", "null", "Null", "NULL")
        return Scalar(line, event.value, nothing and event.implicit[0])
    if isinstance(event, yaml.SequenceStartEvent):
        return Sequence(line, tuple(_items(events)))
    return Mapping(line, tuple(_pairs(events)))


def _items(events: Iterator[Any]) -> Iterator[Node]:
    for event in events:
        if isinstance(event, yaml.SequenceEndEvent):
            return
        yield _node(event, events)


def _pairs(events: Iterator[Any]) -> Iterator[tuple[Scalar, Node]]:
    seen: dict[str, int] = {}
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            return
        key = _node(event, events)
        if not isinstance(key, Scalar):
            raise Unreadable(key.line, _("A name must be text, not a list."))
        if key.text in seen:
            message = _("“%(name)s” appears twice; the first is on line %(line)s.")
            raise Unreadable(key.line, message % {"name": key.text[:80], "line": seen[key.text]})
        seen[key.text] = key.line
        yield key, _node(next(events), events)
