"""What a change was from and to: words and ids, the same for everything that can be set."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from turnout.core.events.fields import Changed

LONGEST = 20_000  # characters of one text; what is longer is cut
MOST = 200  # items of one list

Changes = tuple[Changed, ...]
NOTHING: Mapping[str, Any] = {}


def as_it_is(row: models.Model, names: Iterable[str]) -> dict[str, Any]:
    """What these fields of a row hold now, by the names they go by in events: what a key leads to stands for
    the key."""
    found = {}
    for name in names:
        column = _column(row, name)
        found[column.name if column else name] = plain(getattr(row, column.name if column else name))
    return found


def changes(was: Mapping[str, Any], now: Mapping[str, Any]) -> Changes:
    """Those that are something else now. For what is new `was` is NOTHING, for what is removed `now` is."""
    found = []
    for name in dict.fromkeys([*was, *now]):
        before, after = plain(was.get(name)), plain(now.get(name))
        stays = name in was and name in now  # of what is new or removed, what it left empty is no line
        if before != after and (stays or before or after):
            found.append(Changed(field=name, was=before, now=after))
    return tuple(found)


def plain(value: Any) -> Any:
    """As it can be kept: a row as its id and what it is called, a text up to LONGEST."""
    match value:
        case None | bool() | int():
            return value
        case models.Model():
            return {"id": str(value.pk), "name": str(value)}
        case str():
            return str(value)[:LONGEST]
        case Mapping():
            return {str(name): plain(each) for name, each in value.items()}
        case list() | tuple() | set() | frozenset() | models.QuerySet():
            items = [plain(each) for each in list(value)[:MOST]]
            return sorted(items, key=str) if isinstance(value, set | frozenset) else items
    return str(value)[:LONGEST]


def _column(row: models.Model, name: str) -> Any:
    """The key that `name` is the column of, such as “type_id” of “type”; None for others."""
    try:
        column = row._meta.get_field(name.removesuffix("_id") if name.endswith("_id") else name)
    except FieldDoesNotExist:
        return None
    return column if column.is_relation else None
