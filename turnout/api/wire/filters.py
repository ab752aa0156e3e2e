"""Conditions of a query with operators: `status[one_of]=…`, `custom_field[ID][is_blank]=true`."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from turnout.core.values import Schema, read_moment

MOST_VALUES = 100


class Wrong(Exception):
    """A filter that can't be read; says why, for people."""


_FORM = re.compile(r"(\w+)(?:\[(\w+)\])?\[(\w+)\](?:\[\])?")
Reader = Callable[[str, str, list[str]], Q]
"""Of a key (empty where the filter has none), an operator and the values. Raises Wrong."""


@dataclass(frozen=True)
class Filter:
    """One that a list knows, with the operators it takes, and whether a key stands before the operator."""

    name: str
    operators: tuple[str, ...]
    read: Reader
    keyed: bool = False

    def schema(self) -> Schema:
        """A parameter of OpenAPI 3 in the style `deepObject`."""
        inner: Schema = {"type": "array", "items": {"type": "string"}}
        properties: Schema = dict.fromkeys(self.operators, inner)
        schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
        if self.keyed:
            schema = {"type": "object", "additionalProperties": schema}
        return {"name": self.name, "in": "query", "style": "deepObject", "explode": True, "schema": schema}


def read_filter(name: str, values: list[str], filters: Iterable[Filter]) -> tuple[str, Q]:
    """The filter's name and its condition. Raises Wrong for one that isn't among those there are."""
    parts = _FORM.fullmatch(name)
    known = next((each for each in filters if parts and each.name == parts[1]), None)
    if parts is None or known is None or bool(parts[2]) != known.keyed:
        raise Wrong(_("Turnout doesn't know this parameter here."))
    if parts[3] not in known.operators:
        raise Wrong(_("This takes: %(operators)s.") % {"operators": ", ".join(known.operators)})
    if len(values) > MOST_VALUES:
        raise Wrong(_("Give up to %(most)s values.") % {"most": MOST_VALUES})
    if any("\x00" in value for value in values):
        raise Wrong(_("This has characters that are none."))
    return known.name, known.read(parts[2] or "", parts[3], values)


def among(name: str, column: str, choices: tuple[str, ...] = ()) -> Filter:
    """Whether a column is one of the values; of `choices`, where these are given."""

    def read(_key: str, operator: str, values: list[str]) -> Q:
        if choices and not set(values) <= set(choices):
            raise Wrong(_("Choose one of: %(choices)s.") % {"choices": ", ".join(choices)})
        found = Q(**{f"{column}__in": values})
        return found if operator == "one_of" else ~found

    return Filter(name, ("one_of", "not_in"), read)


def at_time(name: str, column: str) -> Filter:
    """When something was: from, until, or between two days, both included. Days are those of UTC."""

    def read(_key: str, operator: str, values: list[str]) -> Q:
        first, tilde, last = values[-1].partition("~")
        if operator == "date_range":
            start, end = read_moment(first), read_moment(last, end_of_day=True)
            if tilde and start and end:
                return Q(**{f"{column}__gte": start, f"{column}__lte": end})
            raise Wrong(_("Write two days with ~ between, like 2026-03-01~2026-03-31."))
        moment = read_moment(values[-1])
        if moment is None:
            raise Wrong(_("Write a day like 2026-03-29 or a time like 2026-03-29T14:30:00Z."))
        return Q(**{f"{column}__{operator}": moment})

    return Filter(name, ("gte", "lte", "date_range"), read)


def yes_or_no(values: list[str]) -> bool:
    """What a question like `is_blank` was answered. Raises Wrong for anything but true and false."""
    if values[-1] not in ("true", "false"):
        raise Wrong(_("Write true or false."))
    return values[-1] == "true"
