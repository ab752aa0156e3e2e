"""The custom fields in use as columns of the CSV file."""

from collections.abc import Sequence

from turnout.incidents.fields.models.fields import values_from_rows
from turnout.incidents.fields.values import fields_in_use, words_for
from turnout.incidents.models import CustomField, CustomFieldValue


def field_names() -> list[str]:
    return [field.name for field in fields_in_use()]


def field_words(ids: Sequence[str]) -> dict[str, list[str]]:
    """By incident, what stands in each column; those without any value are left out."""
    fields: list[CustomField] = fields_in_use()
    if not fields:
        return {}
    rows: dict[str, list[CustomFieldValue]] = {}
    for row in CustomFieldValue.objects.complete().filter(incident__in=ids):
        rows.setdefault(row.incident_id, []).append(row)
    found = {}
    for id, values in rows.items():
        held = values_from_rows(values)
        found[id] = [words_for(field, held.get(field.key)) for field in fields]
    return found
