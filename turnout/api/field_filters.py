"""Finding incidents by what their custom fields hold: `custom_field[ID][one_of]=…`."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from turnout.core.lib.cached_tables import cached_table
from turnout.incidents.fields.models.fields import SELECTS
from turnout.incidents.models import CustomField, CustomFieldValue, FieldKind

_FORM = re.compile(r"custom_field\[(\w+)\]\[(\w+)\](?:\[\])?")
MOST_VALUES = 100


class InvalidFilter(Exception):
    """This filter can't be read; says why."""


def by_field(name: str, values: list[str]) -> Q:
    """As a condition on incidents. Raises Wrong."""
    parts = _FORM.fullmatch(name)
    field = cached_table(CustomField).get(parts[1]) if parts else None
    if parts is None or field is None:
        raise InvalidFilter(_("Incidents can't be filtered by this."))
    if len(values) > MOST_VALUES or any("\x00" in value for value in values):
        raise InvalidFilter(_("Give up to %(most)s values.") % {"most": MOST_VALUES})
    rows, operator = CustomFieldValue.objects.filter(field=field), parts[2]
    if operator == "is_blank":
        blank = ~Q(pk__in=rows.values("incident"))
        return blank if values[-1] == "true" else ~blank
    if operator in ("one_of", "not_in") and field.kind in SELECTS:
        found = Q(pk__in=rows.filter(option__in=values).values("incident"))
        return found if operator == "one_of" else ~found
    if operator in ("gte", "lte") and field.kind in (FieldKind.NUMBER, FieldKind.DATE):
        column, read = ("number", _number) if field.kind == FieldKind.NUMBER else ("day", _day)
        within = rows.filter(**{f"{column}__{operator}": read(values[-1])})
        return Q(pk__in=within.values("incident"))
    raise InvalidFilter(_("This takes is_blank; lists take one_of and not_in, numbers and days gte and lte."))


def _number(text: str) -> Any:
    try:
        number = Decimal(text.strip()[:40])
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) > 10**13:
        raise InvalidFilter(_("Write a number."))
    return number


def _day(text: str) -> Any:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidFilter(_("Write a day like 2026-03-29.")) from None
