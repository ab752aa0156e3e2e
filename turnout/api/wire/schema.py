"""Objects on the wire, said once: answers (`Shape`), lists of them (`Listed`), what is sent (`Body`)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Protocol

from django.utils.translation import gettext as _

from turnout.api.wire.values import Unkept
from turnout.core.values import Choice, Parts, Reading, Schema, Value
from turnout.core.values.faults import IS_REQUIRED

Given = dict[str, Any]
"""What a request brought, read, by name."""


class Written(Protocol):
    """A value, a Shape, a list of either: what can be written as JSON, and described as OpenAPI 3 has it."""

    def write(self, value: Any) -> Any: ...
    def schema(self) -> Schema: ...


@dataclass(frozen=True)
class Said:
    """One field of an answer."""

    value: Written
    of: Callable[[Any], Any] | str
    optional: bool


def says(value: Written, of: Callable[[Any], Any] | str = "", *, optional: bool = False) -> Said:
    """A field of a Shape.

    of        the attribute it is taken from, or a function of the row; the field's own name unless given
    optional  left out where it is None, as the wire does with what has nothing to say
    """
    return Said(value, of, optional)


def itself(row: Any) -> Any:
    """For a field that is an object made of the same row."""
    return row


class Shape:
    """An object that is answered: `Shape("Severity", id=says(Text(), "pk"), …)`.

    Its name is the name of its schema in the OpenAPI document: two that differ may not share one.
    """

    def __init__(self, name: str, /, **parts: Said) -> None:
        self.name, self.parts = name, parts
        self._written = [(name, _getter(name, part), _writer(part.value)) for name, part in parts.items()]

    def write(self, of: Any) -> dict[str, Any]:
        """Of a row, what `says` takes from it; fields that are None are left out."""
        found = {}
        for name, get, write in self._written:
            value = get(of)
            if value is not None:
                found[name] = write(value) if write else value
        return found

    def extended(self, name: str, /, **more: Said) -> "Shape":
        """Another object with these fields and more, or with some said otherwise."""
        return Shape(name, **{**self.parts, **more})

    def schema(self) -> Schema:
        """A reference to its `definition`, which the document has once."""
        return {"$ref": f"#/components/schemas/{self.name}"}

    def definition(self) -> Schema:
        """The object itself: fields that aren't optional are always there."""
        required = [name for name, part in self.parts.items() if not part.optional]
        properties = {name: part.value.schema() for name, part in self.parts.items()}
        return {"type": "object", "properties": properties, **({"required": required} if required else {})}


def _getter(name: str, part: Said) -> Callable[[Any], Any]:
    return part.of if callable(part.of) else attrgetter(part.of or name)


def _writer(value: Written) -> Callable[[Any], Any] | None:
    """None for what is written as it is."""
    return None if getattr(type(value), "write", None) is Value.write else value.write


def one_of(*words: str) -> Choice:
    """One of these words, always."""
    return Choice(of=words, required=True)


class Listed:
    """A list of objects or values that is answered."""

    def __init__(self, of: Written) -> None:
        self.of = of

    def write(self, values: Iterable[Any]) -> list[Any]:
        write = self.of.write
        return [write(each) for each in values]

    def schema(self) -> Schema:
        return {"type": "array", "items": self.of.schema()}


@dataclass(frozen=True, kw_only=True)
class Body(Value[Given]):
    """An object that is sent. Fields it doesn't know are let be, as the wire does.

    partly  only what was sent is there; otherwise what wasn't is there as each value starts
    check   what depends on several fields: called with all that was read, notes faults
    """

    name: str
    parts: Parts
    partly: bool = False
    check: Callable[[Given, Reading], None] | None = None

    @property
    def start(self) -> Given:
        """What isn't sent is no object at all, not one of starts."""
        return {}

    def _take(self, given: Any, reading: Reading) -> Given:
        if not isinstance(given, dict):
            reading.invalid(given, _("This must be an object."))
            return {}
        found: Given = {}
        for name, part in self.parts.items():
            sent = given.get(name)
            if sent is not None:
                value = part.take(sent, reading.within(name))
                if not isinstance(part, Unkept):
                    found[name] = value
            elif part.required:
                reading.within(name).fault(given, IS_REQUIRED, _("This is required."))
            elif not self.partly and not isinstance(part, Unkept):
                found[name] = part.start
        if self.check:
            self.check(found, reading)
        return found

    def schema(self) -> Schema:
        """A reference to its `definition`, which the document has once."""
        return {"$ref": f"#/components/schemas/{self.name}"}

    def definition(self) -> Schema:
        """The object itself, without what it refuses or lets be."""
        known = {name: part for name, part in self.parts.items() if not isinstance(part, Unkept)}
        required = [name for name, part in known.items() if part.required]
        properties = {name: part.schema() for name, part in known.items()}
        return {"type": "object", "properties": properties, **({"required": required} if required else {})}
