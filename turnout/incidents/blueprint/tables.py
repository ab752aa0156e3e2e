"""Settings whose items are the rows of a table of definitions."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models

from turnout.core.blueprints.settings import Data, Setting
from turnout.core.people.models import Person
from turnout.core.values import Parts, Ref, Value, tidy_parts
from turnout.incidents.definitions.actions.definitions import (
    add_definition,
    arrange_definitions,
    change_definition,
    remove_definition,
)
from turnout.incidents.definitions.actions.tables import table_of

MOST = 200  # rows of one table; verbs stop at fewer
ICONS = tuple(
    (
        "wrench server monitor smartphone plug wifi database shield key-round lock fingerprint-pattern "
        "user-round-x truck package warehouse store utensils bike snowflake flame heart-pulse hard-hat "
        "siren stethoscope banknote receipt credit-card scale gavel file-text newspaper megaphone "
        "message-circle handshake users-round building-2 lightbulb droplets thermometer map-pin "
        "calendar-clock leaf star circle-question-mark"
    ).split()
)
"""Those a form offers."""


@dataclass(frozen=True)
class Besides:
    """What items have in other tables: the fields, their values by key, and how they are set."""

    fields: Parts
    present: Callable[[], dict[str, Data]]
    write: Callable[[Any, Data, Person | None], None]


def of_table(
    section: str,
    model: type[Any],
    fields: Parts,
    *,
    columns: dict[str, str] | None = None,
    only: dict[str, Any] | None = None,
    besides: Besides | None = None,
    **more: Any,
) -> Setting:
    """The setting of a table: keys, ranks and what `change_definition` sets; of `only` some of its rows.

    columns  by the name a field has, the column it stands in, if that has another name
    besides  what an item has beyond the columns of its row
    """
    column = {name: (columns or {}).get(name, name) for name in fields}
    rows: models.Manager[Any] = model._default_manager
    more.setdefault("arrange", lambda keys, by: arrange_definitions(model, keys, by=by))
    more.setdefault("remove", lambda key, by: remove_definition(rows.get(key=key), by=by))
    everything = {**fields, **(besides.fields if besides else {})}

    def present() -> dict[str, Data]:
        found = {
            row.key: {name: getattr(row, at) for name, at in column.items()}
            for row in rows.filter(**(only or {})).order_by("rank")[:MOST]
        }
        for key, data in (besides.present() if besides else {}).items():
            found.setdefault(key, {}).update(data)
        return found

    def set_to(data: Data) -> dict[str, Any]:
        return {at: _kept(fields[name], data[name]) for name, at in column.items() if name in data}

    def add(key: str, data: Data, by: Person | None) -> None:
        row = add_definition(model, key=key, by=by, **set_to(tidy_parts(fields, data)))
        _write_besides(row, data, by)

    def change(key: str, data: Data, by: Person | None) -> None:
        _write_besides(change_definition(rows.get(key=key), by=by, **set_to(data)), data, by)

    def _write_besides(row: Any, data: Data, by: Person | None) -> None:
        if besides and set(besides.fields) & set(data):
            besides.write(row, data, by)

    needed = table_of(model).needed
    return Setting(
        section=section,
        model=model,
        fields=everything,
        present=present,
        add=add,
        change=change,
        needed=needed,
        **more,
    )


def _kept(field: Value[Any], value: Any) -> Any:
    """As a column has it: a key that names nothing is NULL, and words chosen are a list."""
    if isinstance(field, Ref):
        return value or None
    return list(value) if isinstance(value, tuple) else value


def keys_of(model: type[Any]) -> list[str]:
    return list(model._default_manager.values_list("key", flat=True))
