"""Conditions in a blueprint: “severity at_least: 2”, and one group of them below the other."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from turnout.core.blueprints.fields import Field, Known, Reader, is_plain
from turnout.core.blueprints.problems import Problem
from turnout.core.blueprints.reading import Mapping, Node, Scalar, Sequence
from turnout.core.conditions import Option, Scope, Wrong, parse
from turnout.core.conditions.operations import OPERATIONS

_LISTED = {name for each in OPERATIONS.values() for name, op in each.items() if op.takes == "some"}


@dataclass(frozen=True, kw_only=True)
class Conditions(Field):
    """Any of some groups, all conditions of a group; kept as core.conditions has them.

    sections  references whose options are items of a section: these may be new in the same blueprint
    prefixes  how references begin that are items of a section themselves
    """

    scope: Scope
    sections: dict[str, str] = field(default_factory=dict)
    prefixes: dict[str, str] = field(default_factory=dict)
    default: list[Any] = field(default_factory=list)
    takes = "conditions"

    def read(self, node: Node, reader: Reader) -> list[list[dict[str, Any]]]:
        if isinstance(node, Scalar) and node.is_nothing:
            return []
        if not isinstance(node, Sequence):
            reader.wrong(node.line, _("This must be a list of groups, each starting with “-”."))
            return []
        lines: dict[str, int] = {"": node.line}
        data = [_group(each, str(number), lines, reader) for number, each in enumerate(node.items, 1)]
        file = reader.file
        reader.later.append(lambda known: self._check(data, lines, file, known))
        return data

    def _check(self, data: list[Any], lines: dict[str, int], file: str, known: Known) -> list[Problem]:
        """Once all keys are known. `lines`: where each group and condition stands."""
        scope = self._scope_with(known)
        checked = [[each for each in group if not self._is_new(each["of"], scope, known)] for group in data]
        if data != checked:  # what is asked of something new, the verb checks once it is there
            lines = {"": lines[""]}
        try:
            parse([group for group in checked if group] if data != checked else data, scope)
        except Wrong as wrong:
            return [Problem(file, lines.get(fault.at, lines[""]), fault.message) for fault in wrong.faults]
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

    def tidy(self, value: Any) -> list[list[dict[str, Any]]]:
        return [
            [{"of": each["of"], "is": each["is"], "values": list(each.get("values", ()))} for each in group]
            for group in value or ()
        ]

    def write(self, value: Any) -> list[Any]:
        return [_written(group) for group in value]

    def said(self, value: Any) -> str:
        try:
            return str(parse(value, self.scope))
        except Wrong:  # it names what isn't there yet
            groups = (", ".join(f"{name}: {_flat(said)}" for name, said in _pairs(group)) for group in value)
            return " / ".join(groups)

    def references(self, value: Any) -> Iterable[tuple[str, str]]:
        for group in value:
            for each in group:
                for prefix, section in self.prefixes.items():
                    if each["of"].startswith(prefix):
                        yield section, each["of"].removeprefix(prefix)
                if each["of"] in self.sections:
                    yield from ((self.sections[each["of"]], key) for key in each["values"])


def _group(node: Node, at: str, lines: dict[str, int], reader: Reader) -> list[dict[str, Any]]:
    """One group, written as a mapping, or as a list of them where it asks one thing twice."""
    lines[at] = node.line
    pairs: list[tuple[Scalar, Node]] = []
    for part in node.items if isinstance(node, Sequence) else (node,):
        if isinstance(part, Mapping):
            pairs += part.pairs
        else:
            reader.wrong(part.line, _("A condition looks like “severity at_least: 2”."))
    group = []
    for number, (key, value) in enumerate(pairs, 1):
        lines[f"{at}.{number}"] = key.line
        of, _space, operation = key.text.partition(" ")
        values = _values(value, reader)
        if not operation and len(values) == 1:
            operation, values = values[0], []
        group.append({"of": of, "is": operation.strip(), "values": values})
    return group


def _values(node: Node, reader: Reader) -> list[str]:
    if isinstance(node, Scalar):
        found: list[Node] = [] if node.is_nothing else [node]
    else:
        found = list(node.items) if isinstance(node, Sequence) else [node]
    for each in found:
        if not isinstance(each, Scalar) or not is_plain(each.text):
            reader.wrong(each.line, _("This must be text."))
    return [each.text for each in found if isinstance(each, Scalar)]


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
