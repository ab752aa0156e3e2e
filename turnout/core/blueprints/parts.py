"""Values made of fields of their own, and reading, tidying and writing all fields of an item."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from turnout.core.blueprints.fields import MOST_PARTS, Field, Reader
from turnout.core.blueprints.problems import unknown
from turnout.core.blueprints.reading import Mapping, Node, Scalar, Sequence


@dataclass(frozen=True, kw_only=True)
class Parts(Field):
    """A list of small things with fields of their own, in order: options, steps."""

    fields: dict[str, Field]
    default: tuple[Any, ...] = ()
    takes = "list of"

    def read(self, node: Node, reader: Reader) -> tuple[dict[str, Any], ...]:
        if isinstance(node, Scalar) and node.is_nothing:
            return ()
        if not isinstance(node, Sequence):
            reader.wrong(node.line, _("This must be a list, with each line starting with “-”."))
            return ()
        if len(node.items) > MOST_PARTS:
            reader.wrong(node.line, _("No more than %(most)s.") % {"most": MOST_PARTS})
        return tuple(read_fields(self.fields, each, reader)[0] for each in node.items[:MOST_PARTS])

    def tidy(self, value: Any) -> tuple[dict[str, Any], ...]:
        return tuple(tidy_fields(self.fields, each) for each in value or ())

    def write(self, value: Any) -> list[dict[str, Any]]:
        return [write_fields(self.fields, each) for each in value]

    def said(self, value: Any) -> str:
        return " · ".join(_told(dict(_named_in(self.fields, each))) for each in value)

    def references(self, value: Any) -> Iterable[tuple[str, str]]:
        for each in value:
            for name, part in self.fields.items():
                yield from part.references(each[name])


@dataclass(frozen=True, kw_only=True)
class Group(Field):
    """Some fields under one name."""

    fields: dict[str, Field]
    default: dict[str, Any] = field(default_factory=dict)
    takes = "these"

    def read(self, node: Node, reader: Reader) -> dict[str, Any]:
        return read_fields(self.fields, node, reader)[0]

    def tidy(self, value: Any) -> dict[str, Any]:
        return tidy_fields(self.fields, value or {})

    def write(self, value: Any) -> dict[str, Any]:
        return write_fields(self.fields, value)

    def said(self, value: Any) -> str:
        return " · ".join(f"{name}: {said}" for name, said in _named_in(self.fields, value))

    def references(self, value: Any) -> Iterable[tuple[str, str]]:
        for name, part in self.fields.items():
            yield from part.references(value[name])


def _named_in(fields: dict[str, Field], value: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, part in fields.items():
        if value[name] != default_of(part):
            yield name, part.said(value[name])


def _told(said: dict[str, str]) -> str:
    """What has a name goes by it, and its key is for the file alone."""
    if "name" not in said:
        return ", ".join(said.values())
    more = ", ".join(each for name, each in said.items() if name not in ("key", "name"))
    return f"{said['name']} ({more})" if more else said["name"]


def default_of(part: Field) -> Any:
    return part.tidy(part.default) if isinstance(part, Group) else part.default


def read_fields(
    fields: dict[str, Field], node: Node, reader: Reader
) -> tuple[dict[str, Any], dict[str, int]]:
    """The values of all fields, and the lines of those that were written."""
    values = {name: default_of(each) for name, each in fields.items()}
    lines: dict[str, int] = {}
    if isinstance(node, Scalar) and node.is_nothing:
        node = Mapping(node.line, ())
    if not isinstance(node, Mapping):
        known = ", ".join(fields)
        reader.wrong(node.line, _("Write names and values here: %(known)s.") % {"known": known})
        return values, lines
    for key, value in node.pairs:
        if key.text not in fields:
            renamed = {each.formerly: name for name, each in fields.items() if each.formerly}
            reader.wrong(key.line, unknown(key.text, fields, renamed))
            continue
        lines[key.text] = key.line
        values[key.text] = fields[key.text].read(value, reader)
    for name, each in fields.items():
        if each.required and name not in lines:
            reader.wrong(node.line, _("“%(name)s” is missing.") % {"name": name})
    return values, lines


def tidy_fields(fields: dict[str, Field], value: dict[str, Any]) -> dict[str, Any]:
    return {
        name: each.tidy(value[name]) if name in value else default_of(each) for name, each in fields.items()
    }


def write_fields(fields: dict[str, Field], value: dict[str, Any]) -> dict[str, Any]:
    """What differs from the defaults, and what has to be there."""
    return {
        name: each.write(value[name])
        for name, each in fields.items()
        if each.required or value[name] != default_of(each)
    }
