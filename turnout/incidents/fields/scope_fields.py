"""What rules may ask about the custom fields of an incident: one reference for each, typed by its kind."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from turnout.core.conditions import Option, Reference
from turnout.core.conditions.references import CHOICE, DAY, NUMBER, PRESENCE, SEVERAL, TEXT
from turnout.core.lib.cached_tables import cached_table, derived_from
from turnout.core.people.models import Team
from turnout.incidents.fields.models import CustomField, FieldKind
from turnout.incidents.fields.models.fields import values_of
from turnout.incidents.incident.models import Incident

ASKED_AS = {
    FieldKind.SINGLE_SELECT: CHOICE,
    FieldKind.MULTI_SELECT: SEVERAL,
    FieldKind.TEXT: TEXT,
    FieldKind.LINK: TEXT,
    FieldKind.NUMBER: NUMBER,
    FieldKind.DATE: DAY,
    FieldKind.PERSON: PRESENCE,
    FieldKind.TEAM: CHOICE,
}


def field_references() -> Mapping[str, Reference]:
    """One for each, in their order; those no longer in use, too: rules may still ask about them."""
    return derived_from(CustomField, _references)


def _references(fields: Mapping[str, CustomField]) -> Mapping[str, Reference]:
    return {reference_name(field): _reference(field) for field in fields.values()}


def reference_name(field: CustomField) -> str:
    return f"field.{field.key}"


def _reference(field: CustomField) -> Reference:
    return Reference(
        reference_name(field),
        f"“{field.name}”",
        ASKED_AS[FieldKind(field.kind)],
        partial(_read, field.key),
        _options_of(field),
    )


def _read(key: str, incident: Incident) -> Any:
    value = values_of(incident).get(key)
    return value.name if isinstance(value, Team) else value


def _options_of(field: CustomField) -> Callable[[], Iterable[Option]]:
    return partial(_teams if field.kind == FieldKind.TEAM else _chosen, field)


def _chosen(field: CustomField) -> Iterable[Option]:
    return [Option(each.key, each.value) for each in field.options]


def _teams(field: CustomField) -> Iterable[Option]:
    return [Option(each.name, each.name) for each in cached_table(Team).values()]
