"""What custom fields look like on the wire. It knows fewer kinds: what it has no word for is a text there."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from turnout.api.moments import made
from turnout.core.lib.cached_tables import cached_table, derived_from
from turnout.core.people.models import Person
from turnout.incidents.fields.models.fields import Value, values_of
from turnout.incidents.fields.values import as_plain
from turnout.incidents.models import CustomField, CustomFieldOption, FieldKind, Incident

Shape = dict[str, Any]

WIRE_KIND = {
    FieldKind.SINGLE_SELECT: "single_select",
    FieldKind.MULTI_SELECT: "multi_select",
    FieldKind.NUMBER: "numeric",
    FieldKind.LINK: "link",
}
KIND_OF = {wire: kind for kind, wire in WIRE_KIND.items()} | {"text": FieldKind.TEXT}
VALUE_IN = {"numeric": "value_numeric", "link": "value_link", "text": "value_text"}


def wire_kind(field: CustomField) -> str:
    return WIRE_KIND.get(FieldKind(field.kind), "text")


def custom_field(field: CustomField) -> Shape:
    return {**_field(field), **made(field.pk)}


def option(option: CustomFieldOption) -> Shape:
    return {
        "id": option.pk,
        "custom_field_id": option.field_id,
        "value": option.value,
        "sort_key": option.rank,
    }


def custom_field_entries(incident: Incident) -> list[Shape]:
    """Those that hold something, in the fields' order."""
    held = values_of(incident)
    if not held:
        return []
    shapes = derived_from(CustomFieldOption, _infos)
    return [
        {
            "custom_field": {**_field(field), "options": shapes.get(field.pk, [])},
            "values": _values(field, value),
        }
        for field in cached_table(CustomField).values()
        if (value := held.get(field.key)) is not None
    ]


def _infos(options: Mapping[str, CustomFieldOption]) -> dict[str, list[Shape]]:
    """The options of every field, drawn once for all incidents of a list."""
    found: dict[str, list[Shape]] = {}
    for each in options.values():
        found.setdefault(each.field_id, []).append(option(each))
    return found


def _field(field: CustomField) -> Shape:
    return {
        "id": field.pk,
        "name": field.name,
        "description": field.description or field.name,
        "field_type": wire_kind(field),
    }


def _values(field: CustomField, value: Value) -> list[Shape]:
    if field.is_select:
        keys = (value,) if isinstance(value, str) else value
        options = [field.option(key) for key in keys if isinstance(key, str)]  # type: ignore[union-attr]
        return [{"value_option": option(each)} for each in options if each]
    return [{VALUE_IN[wire_kind(field)]: _words(value)}]


def _words(value: Value) -> str:
    if isinstance(value, Decimal):
        return as_plain(value)
    if isinstance(value, date):
        return value.isoformat()
    return value.email if isinstance(value, Person) else str(value)
