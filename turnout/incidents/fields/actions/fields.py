"""Filling in the custom fields of an incident."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.events.record import record
from turnout.core.people.models import Person
from turnout.incidents.errors import NotPossible
from turnout.incidents.fields.events import FieldsChanged
from turnout.incidents.fields.models import CustomField, CustomFieldValue, FieldKind
from turnout.incidents.fields.models.fields import COLUMN, Value, fingerprint_of, values_of
from turnout.incidents.fields.values import field_by_key, read_value, words_for
from turnout.incidents.incident.actions.locking import UNCHECKED, compare, lock, touch
from turnout.incidents.incident.models import Incident

LISTED = 8  # names in one sentence


@transaction.atomic
def set_fields(
    incident: Incident, values: Mapping[str, Any], *, by: Person | None, was: Any = UNCHECKED
) -> Incident:
    """Fill in some custom fields, by key; None or nothing empties one. What isn't named stays.

    was  the values the caller saw (`fingerprint_of`); raises ChangedMeanwhile if they are others now
    Raises NotPossible for a key there isn't, and for a value its field can't hold.
    """
    incident = lock(incident)
    held = values_of(incident)
    compare(incident, was=was, current=fingerprint_of(incident), verb=FieldsChanged.verb)
    wanted = checked(values, held)
    changed = [field for field, value in wanted.items() if held.get(field.key) != value]
    if not changed:
        return incident
    CustomFieldValue.objects.filter(incident=incident, field__in=changed).delete()
    store(incident, {field: wanted[field] for field in changed})
    touch(incident)
    said = FieldsChanged(
        fields=tuple(field.key for field in changed),
        field_ids=tuple(field.pk for field in changed),
        names=", ".join(field.name for field in changed[:LISTED]),
        was=tuple(words_for(field, held.get(field.key)) for field in changed),
        now=tuple(words_for(field, wanted[field]) for field in changed),
    )
    record(incident, said, by=by)
    return incident


def checked(values: Mapping[str, Any], held: Mapping[str, Value] | None = None) -> dict[CustomField, Any]:
    """Part of a verb: each value as it is kept. Raises NotPossible."""
    found: dict[CustomField, Any] = {}
    for key, given in values.items():
        field = field_by_key(key)
        if field is None:
            raise NotPossible(_("There's no field “%(key)s”.") % {"key": key[:60]})
        before = (held or {}).get(key)
        found[field] = read_value(field, given, before)
        if not field.is_active and found[field] not in (None, before):
            raise NotPossible(_("%(field)s is no longer in use.") % {"field": field.name})
    return found


def store(incident: Incident, values: Mapping[CustomField, Value | None]) -> None:
    """Part of a verb: the rows of fields that have none, for an incident that is locked or new."""
    if rows := rows_of(incident, values):
        CustomFieldValue.objects.bulk_create(rows)


def rows_of(incident: Incident, values: Mapping[CustomField, Value | None]) -> list[CustomFieldValue]:
    """Part of a verb: the rows that hold these values, not saved yet."""
    return [
        row for field, value in values.items() if value is not None for row in _rows(incident, field, value)
    ]


def _rows(incident: Incident, field: CustomField, value: Value) -> list[CustomFieldValue]:
    kind = FieldKind(field.kind)
    if kind in COLUMN:
        return [CustomFieldValue(incident=incident, field=field, **{COLUMN[kind]: value})]
    keys = [value] if isinstance(value, str) else [str(key) for key in value]  # type: ignore[union-attr]
    return [CustomFieldValue(incident=incident, field=field, option=field.option(key)) for key in keys]
