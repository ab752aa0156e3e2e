"""Values made of values: a list of one sort, and parts with names."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from turnout.core.values.faults import IS_REQUIRED, UNKNOWN, unknown
from turnout.core.values.value import Reading, Schema, Value, too_many

MOST = 200
Parts = Mapping[str, Value[Any]]


@dataclass(frozen=True, kw_only=True)
class Many(Value[tuple[Any, ...]]):
    """A list of up to `most`, in order. `gaps`: some of it may be empty, but not the last."""

    of: Value[Any]
    most: int = MOST
    gaps: bool = False
    default: tuple[Any, ...] = ()
    takes: ClassVar[str] = "list"

    def _take(self, given: Any, reading: Reading) -> tuple[Any, ...]:
        items = reading.door.items(given)
        if items is None:
            reading.invalid(given, _("This must be a list."))
            return self.start
        if len(items) > self.most:
            too_many(given, reading, self.most)
        if self.required and not items:
            reading.fault(given, IS_REQUIRED, _("Name at least one."))
        taken = (self._one(each, reading.within(str(at))) for at, each in enumerate(items[: self.most]))
        return self._trimmed(taken)

    def _one(self, given: Any, reading: Reading) -> Any:
        if not self.gaps and not isinstance(self.of, Group) and reading.door.is_nothing(given):
            reading.fault(given, IS_REQUIRED, _("This can't be empty."))
        return self.of.take(given, reading)

    def _trimmed(self, values: Iterable[Any]) -> tuple[Any, ...]:
        kept = list(values)
        while self.gaps and kept and kept[-1] == self.of.start:
            kept.pop()
        return tuple(kept)

    def tidy(self, value: Any) -> tuple[Any, ...]:
        return self._trimmed(self.of.tidy(each) for each in value or ())

    def write(self, value: tuple[Any, ...]) -> list[Any]:
        return [self.of.write(each) for each in value]

    def said(self, value: tuple[Any, ...]) -> str:
        if isinstance(self.of, Group):
            return " · ".join(self.of.told(each) for each in value)
        return " · ".join(self.of.said(each) for each in value)

    def references(self, value: tuple[Any, ...]) -> Iterable[tuple[str, str]]:
        for each in value:
            yield from self.of.references(each)

    def _schema(self) -> Schema:
        return {"type": "array", "items": self.of.schema(), "maxItems": self.most}


@dataclass(frozen=True, kw_only=True)
class Group(Value[dict[str, Any]]):
    """Parts with names, each a value of its own."""

    parts: Parts
    default: dict[str, Any] = field(default_factory=dict)
    takes: ClassVar[str] = "these"

    @property
    def start(self) -> dict[str, Any]:
        return self.tidy(self.default)

    def _take(self, given: Any, reading: Reading) -> dict[str, Any]:
        return take_parts(self.parts, given, reading)[0]

    def tidy(self, value: Any) -> dict[str, Any]:
        return tidy_parts(self.parts, value or {})

    def write(self, value: dict[str, Any]) -> dict[str, Any]:
        return write_parts(self.parts, value)

    def said(self, value: dict[str, Any]) -> str:
        return " · ".join(f"{name}: {said}" for name, said in _unlike_at_start(self.parts, value))

    def told(self, value: dict[str, Any]) -> str:
        """As one of many: what has a name goes by it, and its key is for files alone."""
        said = dict(_unlike_at_start(self.parts, value))
        if "name" not in said:
            return ", ".join(said.values())
        more = ", ".join(each for name, each in said.items() if name not in ("key", "name"))
        return f"{said['name']} ({more})" if more else said["name"]

    def references(self, value: dict[str, Any]) -> Iterable[tuple[str, str]]:
        for name, part in self.parts.items():
            yield from part.references(value[name])

    def _schema(self) -> Schema:
        return schema_of(self.parts)


def _unlike_at_start(parts: Parts, value: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, part in parts.items():
        if value[name] != part.start:
            yield name, part.said(value[name])


def take_parts(parts: Parts, given: Any, reading: Reading) -> tuple[dict[str, Any], dict[str, int]]:
    """The values of all parts, and the lines of those that were given."""
    values = {name: each.start for name, each in parts.items()}
    lines: dict[str, int] = {}
    pairs = [] if reading.door.is_nothing(given) else reading.door.pairs(given)
    if pairs is None:
        reading.invalid(given, _("Write names and values here: %(known)s.") % {"known": ", ".join(parts)})
        return values, lines
    for key, value in pairs:
        name = reading.door.name(key)
        if name not in parts:
            if reading.door.refuses_unknown:
                renamed = {each.formerly: now for now, each in parts.items() if each.formerly}
                reading.within(name).fault(key, UNKNOWN, unknown(name, parts, renamed))
            continue
        lines[name] = reading.door.line(key)
        values[name] = parts[name].take(value, reading.within(name))
    for name, each in parts.items():
        if each.required and name not in lines:
            message = _("“%(name)s” is missing.") % {"name": name}
            reading.within(name).fault(given, IS_REQUIRED, message)
    return values, lines


def tidy_parts(parts: Parts, value: Mapping[str, Any]) -> dict[str, Any]:
    """Every part, as reading the same would give it; what isn't there is what it is unless said."""
    return {name: each.tidy(value[name]) if name in value else each.start for name, each in parts.items()}


def write_parts(parts: Parts, value: Mapping[str, Any]) -> dict[str, Any]:
    """What differs from the defaults, and what has to be there."""
    return {
        name: each.write(value[name])
        for name, each in parts.items()
        if each.required or value[name] != each.start
    }


def schema_of(parts: Parts) -> Schema:
    """An object with these parts."""
    needed = [name for name, each in parts.items() if each.required]
    properties = {name: each.schema() for name, each in parts.items()}
    return {"type": "object", "properties": properties, **({"required": needed} if needed else {})}
