"""Custom fields: what an organization wants to know of its incidents beyond what every incident has."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any
from zlib import crc32

from django.db import models

from turnout.core.lib.cached_tables import CachedKey, cached_table, derived_from
from turnout.core.lib.ids import IdField
from turnout.core.people.models import Person, Team
from turnout.incidents.incident.models import Incident
from turnout.incidents.incident.models.incident import IncidentQuerySet


class FieldKind(StrEnum):
    """What a field holds."""

    SINGLE_SELECT = "single_select"
    MULTI_SELECT = "multi_select"
    TEXT = "text"
    NUMBER = "number"
    LINK = "link"
    DATE = "date"
    PERSON = "person"
    TEAM = "team"


SELECTS = (FieldKind.SINGLE_SELECT, FieldKind.MULTI_SELECT)
Value = str | tuple[str, ...] | Decimal | date | Person | Team
"""A value as verbs, forms and conditions have it: an option's key, the keys of some, a text …"""


class CustomField(models.Model):
    """Something to know about an incident, named and worded by the organization.

    One that is no longer in use keeps its values; nobody is asked for it any more.
    """

    id = IdField()
    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80, unique=True)
    description = models.CharField(max_length=2000, blank=True)
    kind = models.CharField(max_length=20)
    rank = models.PositiveIntegerField()
    is_active = models.BooleanField(default=True)

    may_be_empty = True

    class Meta:
        ordering = ["rank", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_select(self) -> bool:
        return self.kind in SELECTS

    @property
    def options(self) -> list["CustomFieldOption"]:
        """All of them in their order, those no longer in use, too."""
        return derived_from(CustomFieldOption, _by_field).get(self.pk, [])

    def option(self, key: str) -> "CustomFieldOption | None":
        return next((each for each in self.options if each.key == key), None)


class CustomFieldOption(models.Model):
    """One of the answers of a select."""

    id = IdField()
    field = CachedKey(CustomField, on_delete=models.CASCADE, related_name="+")
    key = models.SlugField(max_length=60)
    value = models.CharField(max_length=120)
    rank = models.IntegerField()
    is_active = models.BooleanField(default=True)

    may_be_empty = True
    most_cached = 5000

    class Meta:
        ordering = ["rank", "id"]
        constraints = [
            models.UniqueConstraint(fields=["field", "key"], name="option_key_once"),
            models.UniqueConstraint(fields=["field", "value"], name="option_once"),
        ]

    def __str__(self) -> str:
        return self.value


def _by_field(options: dict[str, CustomFieldOption]) -> dict[str, list[CustomFieldOption]]:
    found: dict[str, list[CustomFieldOption]] = {}
    for each in options.values():
        found.setdefault(each.field_id, []).append(each)
    return found


class CustomFieldValueQuerySet(models.QuerySet["CustomFieldValue"]):
    def complete(self) -> "CustomFieldValueQuerySet":
        """With the people and teams they name, where there are fields for such."""
        kinds = {each.kind for each in cached_table(CustomField).values()}
        named = [COLUMN[kind] for kind in (FieldKind.PERSON, FieldKind.TEAM) if kind in kinds]
        return self.select_related(*named) if named else self.all()


class CustomFieldValue(models.Model):
    """What a field holds for one incident; a multi select has a row for each of its options.

    One column is filled, the one of the field's kind, so that each can be searched by an index of its type.
    """

    incident = models.ForeignKey(
        Incident, on_delete=models.CASCADE, related_name="custom_values", db_index=False
    )
    field = CachedKey(CustomField, on_delete=models.PROTECT, related_name="+", db_index=False)
    option = CachedKey(CustomFieldOption, null=True, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=2000, blank=True)
    number = models.DecimalField(null=True, max_digits=18, decimal_places=6)
    day = models.DateField(null=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, null=True, on_delete=models.CASCADE, related_name="+")

    objects = CustomFieldValueQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "field"], condition=models.Q(option__isnull=True), name="value_once"
            ),
            models.UniqueConstraint(fields=["incident", "field", "option"], name="chosen_once"),
        ]
        indexes = [
            models.Index(
                fields=["field", "number"], condition=models.Q(number__isnull=False), name="value_by_number"
            ),
            models.Index(fields=["field", "day"], condition=models.Q(day__isnull=False), name="value_by_day"),
            models.Index(fields=["field", "incident"], name="value_by_field"),
        ]


COLUMN = {
    FieldKind.TEXT: "text",
    FieldKind.LINK: "text",
    FieldKind.NUMBER: "number",
    FieldKind.DATE: "day",
    FieldKind.PERSON: "person",
    FieldKind.TEAM: "team",
}
"""The column a kind's values stand in; selects have an option for each."""


READ = "read_values"  # where an incident that was read with its values has their rows


def values_of(incident: Incident) -> dict[str, Value]:
    """What the custom fields hold, by key: asked for once for each incident in memory.

    A draft has what was put there with `set_draft_values`.
    """
    values: dict[str, Value] | None = incident.__dict__.get("_custom_values")
    if values is None:
        rows = incident.__dict__.get(READ)
        values = values_from_rows(list(_rows(incident)) if rows is None else rows)
        incident.__dict__["_custom_values"] = values
    return values


def with_values(incidents: IncidentQuerySet) -> IncidentQuerySet:
    """Read together with what their custom fields hold, in one query more."""
    return incidents.prefetch_related(
        models.Prefetch("custom_values", queryset=CustomFieldValue.objects.complete(), to_attr=READ)
    )


def set_draft_values(incident: Incident, values: dict[str, Value]) -> None:
    """From here on this incident in memory is taken to have these values."""
    incident._custom_values = values  # type: ignore[attr-defined]


def fingerprint_of(incident: Incident) -> str:
    """Short, and another one whenever the values are others: what a page carries to say what it showed."""
    held = sorted(values_of(incident).items())
    said = "|".join(f"{key}={getattr(value, 'pk', value)}" for key, value in held)
    return f"{crc32(said.encode()):08x}"


def _rows(incident: Incident) -> models.QuerySet[CustomFieldValue]:
    return CustomFieldValue.objects.complete().filter(incident_id=incident.pk)


def values_from_rows(rows: list[CustomFieldValue]) -> dict[str, Value]:
    """The values that the rows of one incident make, by key."""
    held: dict[str, Any] = {}
    for row in sorted(rows, key=lambda row: row.option.rank if row.option else 0):
        field = row.field
        if field.kind == FieldKind.MULTI_SELECT:
            held[field.key] = (*held.get(field.key, ()), row.option.key if row.option else "")
        elif field.kind == FieldKind.SINGLE_SELECT:
            held[field.key] = row.option.key if row.option else ""
        else:
            held[field.key] = getattr(row, COLUMN[FieldKind(field.kind)])
    return held
