"""Reading conditions, from a form, a file or the database: every fault is named with its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Any

from django.utils.translation import gettext as _

from turnout.core.conditions.operations import OPERATIONS
from turnout.core.conditions.references import CHOICE, DAY, NUMBER, RANKED, SEVERAL, Reference, Scope
from turnout.core.conditions.rules import Condition, Conditions

MOST_GROUPS, MOST_CONDITIONS, MOST_VALUES, LONGEST = 20, 20, 100, 300
KEYS = {"of", "is", "values"}


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where: "2.1" is the first condition of the second group."""

    at: str
    message: str

    def __str__(self) -> str:
        return f"{self.at}: {self.message}" if self.at else self.message


class InvalidConditions(ValueError):
    """Conditions that can't be kept; `faults` has all that is wrong with them."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(str(fault) for fault in faults))
        self.faults = faults


def parse(data: Any, scope: Scope) -> Conditions:
    """Conditions as `Conditions.data` has them. Raises Wrong."""
    faults: list[Fault] = []
    if not isinstance(data, list) or not all(isinstance(group, list) for group in data):
        raise InvalidConditions([Fault("", _("Conditions are a list of groups, each a list of conditions."))])
    if len(data) > MOST_GROUPS or any(len(group) > MOST_CONDITIONS for group in data):
        message = _("Up to %(groups)s groups of up to %(conditions)s conditions.")
        raise InvalidConditions([Fault("", message % {"groups": MOST_GROUPS, "conditions": MOST_CONDITIONS})])
    groups = []
    for nth, group in enumerate(data, 1):
        if not group:
            faults.append(Fault(str(nth), _("This group is empty, so it would always apply. Remove it.")))
        read = [_condition(each, f"{nth}.{place}", scope, faults) for place, each in enumerate(group, 1)]
        groups.append(tuple(condition for condition in read if condition))
    if faults:
        raise InvalidConditions(faults)
    return Conditions(tuple(groups))


def _condition(data: Any, at: str, scope: Scope, faults: list[Fault]) -> Condition | None:
    if not isinstance(data, Mapping) or not set(data) <= KEYS:
        faults.append(Fault(at, _("A condition has “of”, “is” and “values”, and nothing else.")))
        return None
    reference = scope.get(str(data.get("of", "")))
    if reference is None:
        known, named = ", ".join(scope.references), str(data.get("of", ""))[:LONGEST]
        now = next(
            (each.name for each in scope.references.values() if named and each.formerly == named), None
        )
        if now:
            message = _("“%(name)s” is now called “%(now)s”.") % {"name": named, "now": now}
            faults.append(Fault(at, message))
            return None
        message = _("There's no “%(name)s” to test. Choose from: %(known)s.")
        faults.append(Fault(at, message % {"name": named, "known": known}))
        return None
    operation = OPERATIONS[reference.kind].get(str(data.get("is", "")))
    if operation is None:
        known = ", ".join(OPERATIONS[reference.kind])
        message = _("“%(name)s” can't be used here. Choose from: %(known)s.")
        faults.append(Fault(at, message % {"name": str(data.get("is", ""))[:LONGEST], "known": known}))
        return None
    values = data.get("values", [])
    message = _fault_in(values, operation.takes, reference)
    if message:
        faults.append(Fault(at, message))
        return None
    return Condition(reference, str(data["is"]), tuple(values))


def _fault_in(values: Any, takes: str, reference: Reference) -> str:
    """What is wrong with these values; empty if nothing is."""
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        return _("Values must be a list of texts.")
    if not takes:
        return _("This takes no values.") if values else ""
    if not values or (takes == "one" and len(values) > 1):
        return _("This takes one value.") if takes == "one" else _("Choose at least one value.")
    if len(values) > MOST_VALUES or any(not value or len(value) > LONGEST for value in values):
        return _("Up to %(most)s values of up to %(longest)s characters, none of them empty.") % {
            "most": MOST_VALUES,
            "longest": LONGEST,
        }
    if reference.kind in (CHOICE, RANKED, SEVERAL):
        known = {option.value for option in reference.options()}
        unknown = [value for value in values if value not in known]
        if unknown:
            return _("There's no option “%(name)s”.") % {"name": unknown[0]}
    if reference.kind == NUMBER:
        try:
            is_one = isfinite(float(values[0]))
        except ValueError:
            is_one = False
        if not is_one:
            return _("Write a number.")
    if reference.kind == DAY and not _is_day(values[0]):
        return _("Enter a date, for example 2026-03-29.")
    return ""


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
