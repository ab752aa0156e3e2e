"""The incident list's filters: `status[one_of]=…`, `severity[gte]=…`, `created_at[date_range]=…~…`."""

import re
from collections.abc import Callable

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _

from turnout.api.errors import Fault, invalid
from turnout.api.field_filters import InvalidFilter, by_field
from turnout.api.reading import read_moment
from turnout.incidents.models import Severity, StatusCategory

MODES = ("standard", "retrospective", "test", "tutorial")
SHOWN = ("standard", "retrospective")  # unless others are asked for
MOST_VALUES = 100
_FORM = re.compile(r"(\w+)\[(\w+)\](?:\[\])?")
_OTHER = ("page_size", "after", "sort_by", "filter_mode")


def filters_of(request: HttpRequest) -> Q:
    """All filters of the query as one condition. An unknown one is refused, not ignored."""
    conditions: list[Q] = []
    modes = Q(mode__in=SHOWN)
    faults: list[Fault] = []
    for name, values in request.GET.lists():
        if name in _OTHER:
            continue
        try:
            condition = by_field(name, values) if name.startswith("custom_field[") else _read(name, values)
        except InvalidFilter as reason:
            faults.append(Fault("invalid_value", str(reason), name))
            continue
        if name.startswith("mode["):
            modes = condition
        else:
            conditions.append(condition)
    together = _one_of(request, "filter_mode", ("all", "any"), faults)
    if faults:
        raise invalid(*faults)
    combined = Q()
    for condition in conditions:
        combined = combined | condition if together == "any" else combined & condition
    return combined & modes


def oldest_first(request: HttpRequest) -> bool:
    faults: list[Fault] = []
    order = _one_of(request, "sort_by", ("created_at_newest_first", "created_at_oldest_first"), faults)
    if faults:
        raise invalid(*faults)
    return order == "created_at_oldest_first"


def _one_of(request: HttpRequest, name: str, choices: tuple[str, ...], faults: list[Fault]) -> str:
    value = request.GET.get(name) or choices[0]
    if value not in choices:
        message = _("Choose one of: %(choices)s.") % {"choices": ", ".join(choices)}
        faults.append(Fault("invalid_value", message, name))
    return value


def _read(name: str, values: list[str]) -> Q:
    parts = _FORM.fullmatch(name)
    reader = FILTERS.get(parts[1]) if parts else None
    if parts is None or reader is None:
        raise InvalidFilter(_("Incidents can't be filtered by this."))
    if len(values) > MOST_VALUES:
        raise InvalidFilter(_("Give up to %(most)s values.") % {"most": MOST_VALUES})
    if any("\x00" in value for value in values):
        raise InvalidFilter(_("This has characters that are none."))
    return reader(parts[2], values)


def _listed(column: str, choices: tuple[str, ...] = ()) -> Callable[[str, list[str]], Q]:
    def read(operator: str, values: list[str]) -> Q:
        if choices and not set(values) <= set(choices):
            raise InvalidFilter(_("Choose one of: %(choices)s.") % {"choices": ", ".join(choices)})
        if operator == "one_of":
            return Q(**{f"{column}__in": values})
        if operator == "not_in":
            return ~Q(**{f"{column}__in": values})
        raise InvalidFilter(_("This takes one_of or not_in."))

    return read


def _severity(operator: str, values: list[str]) -> Q:
    if operator not in ("gte", "lte"):
        return _listed("severity_id")(operator, values)
    compared = Severity.objects.filter(pk=values[-1]).first()
    if compared is None:
        raise InvalidFilter(_("There is none with this id."))
    # The wire's higher rank is the worse one, which is our lower.
    return Q(severity__rank__lte=compared.rank) if operator == "gte" else Q(severity__rank__gte=compared.rank)


def _time(column: str) -> Callable[[str, list[str]], Q]:
    def read(operator: str, values: list[str]) -> Q:
        first, tilde, last = values[-1].partition("~")
        if operator == "date_range" and tilde:
            start, end = read_moment(first), read_moment(last, end_of_day=True)
            if start and end:
                return Q(**{f"{column}__gte": start, f"{column}__lte": end})
        elif operator in ("gte", "lte"):
            moment = read_moment(values[-1])
            if moment:
                return Q(**{f"{column}__{operator}": moment})
        else:
            raise InvalidFilter(_("This takes gte, lte or date_range (two days with ~ between)."))
        raise InvalidFilter(_("Write a day like 2026-03-29 or a time like 2026-03-29T14:30:00Z."))

    return read


FILTERS: dict[str, Callable[[str, list[str]], Q]] = {
    "status": _listed("status_id"),
    "status_category": _listed("category", tuple(StatusCategory)),
    "severity": _severity,
    "incident_type": _listed("type_id"),
    "mode": _listed("mode", MODES),
    "created_at": _time("reported_at"),
    "updated_at": _time("changed_at"),
}
