"""What may stand in an address behind the question mark: parameters and filters. Others are refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.http import QueryDict

from turnout.api.wire.filters import Filter, Wrong, read_filter
from turnout.api.wire.schema import Given
from turnout.core.values import Choices, Many, Parts, Reading, Schema, Value

WHERE = "where"
"""Under this name, all filters of a query as one condition on the rows."""


@dataclass(frozen=True)
class Parameters:
    """Those one operation knows.

    plain    single values by name: `?incident_id=…`
    filters  conditions with operators: `?severity[gte]=…`
    unless   by the name of a filter, the condition that holds while it isn't asked for
    """

    plain: Parts = field(default_factory=dict)
    filters: tuple[Filter, ...] = ()
    unless: Mapping[str, Q] = field(default_factory=dict)

    def with_more(self, plain: Mapping[str, Value[Any]]) -> "Parameters":
        """These and more single values."""
        return Parameters({**self.plain, **plain}, self.filters, self.unless)

    def read(self, sent: QueryDict, reading: Reading) -> Given:
        """Every plain value by its name, and the filters together as WHERE (a Q). Faults are left with
        `reading`, an unknown parameter's too."""
        found = {name: _taken(name, part, sent, reading) for name, part in self.plain.items()}
        conditions, always = [], dict(self.unless)
        for name, values in sent.lists():
            if name in self.plain:
                continue
            try:
                which, condition = read_filter(name, values, self.filters)
            except Wrong as wrong:
                reading.within(name).invalid(values, str(wrong))
                continue
            if which in always:
                always[which] = condition
            else:
                conditions.append(condition)
        found[WHERE] = _together(conditions, found.get("filter_mode")) & _together([*always.values()])
        return found

    def schema(self) -> list[Schema]:
        """As OpenAPI 3 has parameters."""
        plain = [
            {"name": name, "in": "query", "required": part.required, "schema": part.schema()}
            for name, part in self.plain.items()
        ]
        return plain + [each.schema() for each in self.filters]


def _taken(name: str, part: Value[Any], sent: QueryDict, reading: Reading) -> Any:
    """Lists are said by naming the parameter several times."""
    given = sent.getlist(name) if isinstance(part, Choices | Many) else sent.get(name)
    return part.take(given, reading.within(name))


def _together(conditions: list[Q], mode: str | None = "all") -> Q:
    combined = Q()
    for condition in conditions:
        combined = combined | condition if mode == "any" else combined & condition
    return combined
