"""What may stand in a custom field: read from a form, a script or a file by the type of the field."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django.utils.translation import gettext as _

from turnout.core.lib.cached_tables import cached_table
from turnout.core.values import TYPED, Asked, Faulty, Option, field_types
from turnout.core.values import Value as ValueType
from turnout.incidents.errors import NotPossible
from turnout.incidents.fields.models import CustomField
from turnout.incidents.fields.models.fields import Value, set_draft_values
from turnout.incidents.incident.models import Incident


def fields_in_use() -> list[CustomField]:
    return [each for each in cached_table(CustomField).values() if each.is_active]


def field_by_key(key: str) -> CustomField | None:
    return next((each for each in cached_table(CustomField).values() if each.key == key), None)


def value_of(field: CustomField, held: Value | None = None, *, help: str = "") -> ValueType[Any]:
    """What the field takes.

    held  the present value: a retired option may stay, but can't be chosen again
    """
    options = [Option(each.key, each.value, id=each.pk, is_offered=each.is_active) for each in field.options]
    return field_types()[field.kind].value(Asked(field.name, help or field.description, options, held))


def read_value(field: CustomField, given: Any, held: Value | None = None) -> Value | None:
    """The value as it is kept; None where nothing is given. Raises CannotHold."""
    try:
        value: Value | None = value_of(field, held).read(given, TYPED)
    except Faulty as faulty:
        raise CannotHold(field, faulty.faults[0].message) from None
    return None if value in ("", ()) else value


def set_draft_fields(draft: Incident, given: Mapping[str, Any]) -> None:
    """Let a draft have these values, by key; what can't be kept is left out."""
    values: dict[str, Value] = {}
    for key, each in given.items():
        field = field_by_key(key)
        with suppress(NotPossible):
            value = read_value(field, each) if field else None
            if value is not None:
                values[key] = value
    set_draft_values(draft, values)


def words_for(field: CustomField, value: Value | None) -> str:
    """The value as people read it, on one line."""
    if value is None:
        return ""
    if field.is_select:
        keys = (value,) if isinstance(value, str) else value
        return ", ".join(str(field.option(key) or key) for key in keys if isinstance(key, str))  # type: ignore[union-attr]
    return value_of(field).said(value)


class CannotHold(NotPossible):
    """A value that its field can't hold; `why` says it without naming the field."""

    def __init__(self, field: CustomField, why: str) -> None:
        self.why = why
        super().__init__(_("%(field)s: %(why)s") % {"field": field.name, "why": why})
