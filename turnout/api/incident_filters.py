"""What the incident list can be narrowed by."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from turnout.api.inside import SHOWN
from turnout.api.shapes.incident import MODES
from turnout.api.wire.filters import Filter, Wrong, among, at_time, yes_or_no
from turnout.api.wire.query import Parameters
from turnout.core.lib.cached_tables import cached_table
from turnout.core.values import Choice
from turnout.incidents.fields.models.fields import SELECTS
from turnout.incidents.models import (
    CustomField,
    CustomFieldValue,
    FieldKind,
    Role,
    RoleAssignment,
    Severity,
    StatusCategory,
)

NEWEST, OLDEST = "created_at_newest_first", "created_at_oldest_first"
_AMONG = ("one_of", "not_in")


def _severity(_key: str, operator: str, values: list[str]) -> Q:
    if operator in _AMONG:
        found = Q(severity_id__in=values)
        return found if operator == "one_of" else ~found
    compared = Severity.objects.filter(pk=values[-1]).first()
    if compared is None:
        raise Wrong(_("There's none with this id."))
    # The wire's higher rank is the worse one, which is our lower.
    return Q(severity__rank__lte=compared.rank) if operator == "gte" else Q(severity__rank__gte=compared.rank)


def _role(key: str, operator: str, values: list[str]) -> Q:
    if not Role.objects.filter(pk=key).exists():
        raise Wrong(_("There's no role with this id."))
    held = RoleAssignment.objects.filter(role=key, ended_at__isnull=True)
    if operator == "is_blank":
        someone = Q(pk__in=held.values("incident"))
        return ~someone if yes_or_no(values) else someone
    found = Q(pk__in=held.filter(person__in=values).values("incident"))
    return found if operator == "one_of" else ~found


def _field(key: str, operator: str, values: list[str]) -> Q:
    field = cached_table(CustomField).get(key)
    if field is None:
        raise Wrong(_("There's no custom field with this id."))
    rows = CustomFieldValue.objects.filter(field=field)
    if operator == "is_blank":
        something = Q(pk__in=rows.values("incident"))
        return ~something if yes_or_no(values) else something
    if operator in _AMONG and field.kind in SELECTS:
        found = Q(pk__in=rows.filter(option__in=values).values("incident"))
        return found if operator == "one_of" else ~found
    if operator in ("gte", "lte") and field.kind in (FieldKind.NUMBER, FieldKind.DATE):
        column, read = ("number", _number) if field.kind == FieldKind.NUMBER else ("day", _day)
        within = rows.filter(**{f"{column}__{operator}": read(values[-1])})
        return Q(pk__in=within.values("incident"))
    raise Wrong(_("This takes is_blank; lists take one_of and not_in, numbers and days gte and lte."))


def _number(text: str) -> Any:
    try:
        number = Decimal(text.strip()[:40])
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) > 10**13:
        raise Wrong(_("Write a number."))
    return number


def _day(text: str) -> Any:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Wrong(_("Write a day like 2026-03-29.")) from None


FILTERS = (
    among("status", "status_id"),
    among("status_category", "category", tuple(StatusCategory)),
    Filter("severity", (*_AMONG, "gte", "lte"), _severity),
    among("incident_type", "type_id"),
    Filter("incident_role", (*_AMONG, "is_blank"), _role, keyed=True),
    Filter("custom_field", (*_AMONG, "gte", "lte", "is_blank"), _field, keyed=True),
    among("mode", "mode", MODES),
    at_time("created_at", "reported_at"),
    at_time("updated_at", "changed_at"),
)
PARAMETERS = Parameters(
    {
        "sort_by": Choice(of=(NEWEST, OLDEST), default=NEWEST),
        "filter_mode": Choice(of=("all", "any"), default="all"),
    },
    FILTERS,
    unless={"mode": Q(mode__in=SHOWN)},
)
