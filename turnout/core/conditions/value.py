"""Conditions as a value: “severity at_least: 2”, and one group of them below the other."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from turnout.core.conditions.operations import OPERATIONS
from turnout.core.conditions.parsing import InvalidConditions, parse
from turnout.core.conditions.references import Option, Scope
from turnout.core.values import Fault, Known, Reading, Schema, Value

_LISTED = {name for each in OPERATIONS.values() for name, op in each.items() if op.takes == "some"}
Groups = list[list[dict[str, Any]]]


@dataclass(frozen=True, kw_only=True)
class ConditionsValue(Value[Groups]):
    """Any of some groups, all conditions of a group; kept as `parse` takes them.

    sections  references whose options are items of a section: these may be new in the same file
    prefixes  how references begin that are items of a section themselves
    """

    scope: Scope
    sections: dict[str, str] = field(default_factory=dict)
    prefixes: dict[str, str] = field(default_factory=dict)
    default: Groups = field(default_factory=list)
    takes: ClassVar[str] = "conditions"

    def _take(self, given: Any, reading: Reading) -> Groups:
        groups = reading.door.items(given)
        if groups is None or reading.door.text(given) is not None:
            reading.invalid(given, _("This must be a list of groups, each starting with “-”."))
            return []
        lines: dict[str, int] = {"": reading.door.line(given)}
        data = [_group(each, str(number), lines, reading) for number, each in enumerate(groups, 1)]
        if reading.door.finds_at_once():
            reading.faults += self._faults(data, self.scope, lines, reading.at)
        else:
            reading.later.append(lambda known: self._check(data, lines, reading.at, known))
        return data

    def _check(self, data: Groups, lines: dict[str, int], at: tuple[str, ...], known: Known) -> list[Fault]:
        """Once all keys are known. `lines`: where each group and condition stands."""
        scope = self._scope_with(known)
        checked = [[each for each in group if not self._is_new(each["of"], scope, known)] for group in data]
        if data != checked:  # what is asked of something new, the verb checks once it is there
            lines = {"": lines[""]}
        return self._faults(
            [group for group in checked if group] if data != checked else data, scope, lines, at
        )

    def _faults(self, data: Groups, scope: Scope, lines: dict[str, int], at: tuple[str, ...]) -> list[Fault]:
        try:
            parse(data, scope)
        except InvalidConditions as wrong:
            return [
                Fault("invalid_value", each.message, (*at, *_path(each.at)), lines.get(each.at, lines[""]))
                for each in wrong.faults
            ]
        return []

    def _is_new(self, of: str, scope: Scope, known: Known) -> bool:
        return scope.get(of) is None and any(
            of.startswith(prefix) and of.removeprefix(prefix) in known.get(section, set())
            for prefix, section in self.prefixes.items()
        )

    def _scope_with(self, known: Known) -> Scope:
        references = []
        for name, reference in self.scope.references.items():
            if name in self.sections:
                keys = sorted(known.get(self.sections[name], set()))
                options = tuple(Option(key, key) for key in keys)
                reference = replace(reference, options=lambda options=options: options)  # type: ignore[misc]
            references.append(reference)
        return Scope(*references)

    def tidy(self, value: Any) -> Groups:
        return [
            [{"of": each["of"], "is": each["is"], "values": list(each.get("values", ()))} for each in group]
            for group in value or ()
        ]

    def write(self, value: Groups) -> list[Any]:
        return [_written(group) for group in value]

    def said(self, value: Groups) -> str:
        try:
            return str(parse(value, self.scope))
        except InvalidConditions:  # it names what isn't there yet
            groups = (", ".join(f"{name}: {_flat(said)}" for name, said in _pairs(group)) for group in value)
            return " / ".join(groups)

    def references(self, value: Groups) -> Iterable[tuple[str, str]]:
        for group in value:
            for each in group:
                for prefix, section in self.prefixes.items():
                    if each["of"].startswith(prefix):
                        yield section, each["of"].removeprefix(prefix)
                if each["of"] in self.sections:
                    yield from ((self.sections[each["of"]], key) for key in each["values"])

    def _schema(self) -> Schema:
        said = {"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
        return {"type": "array", "items": {"type": "object", "additionalProperties": said}}


def _path(at: str) -> tuple[str, ...]:
    """Places are counted from 1 in faults of conditions, from 0 in paths."""
    return tuple(str(int(each) - 1) for each in at.split(".") if each.isdigit())


def _group(given: Any, at: str, lines: dict[str, int], reading: Reading) -> list[dict[str, Any]]:
    """One group, as names and values, or as a list of these where it asks one thing twice."""
    door = reading.door
    lines[at] = door.line(given)
    pairs: list[tuple[Any, Any]] = []
    whole = door.pairs(given)
    for part in [given] if whole is not None else door.items(given) or [given]:
        found = door.pairs(part)
        if found is None:
            reading.invalid(part, _("A condition looks like “severity at_least: 2”."))
        pairs += found or []
    group = []
    for number, (key, value) in enumerate(pairs, 1):
        lines[f"{at}.{number}"] = door.line(key)
        of, _space, operation = door.name(key).partition(" ")
        values = _values(value, reading)
        if not operation and len(values) == 1:
            operation, values = values[0], []
        group.append({"of": of, "is": operation.strip(), "values": values})
    return group


def _values(given: Any, reading: Reading) -> list[str]:
    door, found = reading.door, []
    if door.is_nothing(given):
        return []
    for each in [given] if door.text(given) is not None else door.items(given) or [given]:
        text = door.text(each)
        if text is None or not door.is_plain(text):
            reading.invalid(each, _("This must be text."))
        if text is not None:
            found.append(text)
    return found


def _written(group: list[dict[str, Any]]) -> Any:
    pairs = _pairs(group)
    if max(Counter(name for name, _said in pairs).values(), default=0) > 1:
        return [{name: said} for name, said in pairs]
    return dict(pairs)


def _pairs(group: list[dict[str, Any]]) -> list[tuple[str, Any]]:
    return [_pair(each["of"], each["is"], each["values"]) for each in group]


def _pair(of: str, operation: str, values: list[str]) -> tuple[str, Any]:
    if not values:
        return of, operation
    one = len(values) == 1 and operation not in _LISTED
    return f"{of} {operation}", values[0] if one else values


def _flat(said: Any) -> str:
    return ", ".join(said) if isinstance(said, list) else str(said)
