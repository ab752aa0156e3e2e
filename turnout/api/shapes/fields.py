"""What custom fields look like on the wire. It knows fewer kinds: what it has no word for is a text there."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from turnout.api.shapes.definitions import made
from turnout.api.wire.schema import Listed, Said, Shape, itself, one_of, says
from turnout.api.wire.values import Text, Whole
from turnout.core.lib.cached_tables import cached_table, derived_from
from turnout.core.people.models import Person
from turnout.core.values import as_plain
from turnout.incidents.fields.models.fields import Value, values_of
from turnout.incidents.models import CustomField, CustomFieldOption, FieldKind, Incident

WIRE_KIND = {
    FieldKind.SINGLE_SELECT: "single_select",
    FieldKind.MULTI_SELECT: "multi_select",
    FieldKind.NUMBER: "numeric",
    FieldKind.LINK: "link",
}
KIND_OF = {wire: kind for kind, wire in WIRE_KIND.items()} | {"text": FieldKind.TEXT}
VALUE_IN = {"numeric": "value_numeric", "link": "value_link", "text": "value_text"}


def wire_kind(field: CustomField) -> str:
    """The wire's word for what a field holds; whatever it has none for is a text there."""
    return WIRE_KIND.get(FieldKind(field.kind), "text")


FIELD_IN_SHORT: dict[str, Said] = {
    "id": says(Text(), "pk"),
    "name": says(Text()),
    "description": says(Text()),
    "field_type": says(one_of(*KIND_OF), wire_kind),
}
FIELD = Shape("CustomField", **FIELD_IN_SHORT, **made())

OPTION = Shape(
    "CustomFieldOption",
    id=says(Text(), "pk"),
    custom_field_id=says(Text(), "field_id"),
    value=says(Text()),
    sort_key=says(Whole(), "rank"),
)


class _Drawn(Listed):
    """Options of a field, drawn once for all incidents of a list."""

    def write(self, field: Any) -> list[Any]:
        return derived_from(CustomFieldOption, _by_field).get(field.pk, [])


def _by_field(options: Mapping[str, CustomFieldOption]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for each in options.values():
        found.setdefault(each.field_id, []).append(OPTION.write(each))
    return found


Held = tuple[CustomField, Value]


def _one(name: str) -> Callable[[dict[str, Any]], Any]:
    return lambda said: said.get(name)


VALUE = Shape(
    "CustomFieldValue",
    value_option=says(OPTION, _one("value_option"), optional=True),
    **{name: says(Text(), _one(name), optional=True) for name in VALUE_IN.values()},
)

ENTRY = Shape(
    "CustomFieldEntry",
    custom_field=says(
        Shape("CustomFieldInEntry", **FIELD_IN_SHORT, options=says(_Drawn(OPTION), itself)),
        lambda held: held[0],
    ),
    values=says(Listed(VALUE), lambda held: _values(*held)),
)


def held_by(incident: Incident) -> list[Held]:
    """The fields that hold something, in their order, with what they hold."""
    values = values_of(incident)
    if not values:
        return []
    return [(field, values[field.key]) for field in cached_table(CustomField).values() if field.key in values]


def _values(field: CustomField, value: Value) -> list[dict[str, Any]]:
    if field.is_select:
        keys = (value,) if isinstance(value, str) else value
        options = [field.option(key) for key in keys if isinstance(key, str)]  # type: ignore[union-attr]
        return [{"value_option": each} for each in options if each]
    return [{VALUE_IN[wire_kind(field)]: _words(value)}]


def _words(value: Value) -> str:
    if isinstance(value, Decimal):
        return as_plain(value)
    if isinstance(value, date):
        return value.isoformat()
    return value.email if isinstance(value, Person) else str(value)
