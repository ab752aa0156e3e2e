"""Condition groups as scripts send them, read as the conditions that rules keep."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnout.api.shapes.conditions import OPERATION_WORDS, literals_of, subject_of
from turnout.api.wire.schema import Body, Given
from turnout.api.wire.values import Text, refuses
from turnout.core.conditions import InvalidConditions, parse
from turnout.core.conditions.parsing import LONGEST, MOST_CONDITIONS, MOST_GROUPS, MOST_VALUES
from turnout.core.values import Many, Reading, Value
from turnout.core.values.faults import NOT_FOUND
from turnout.incidents.fields.scope import INCIDENT_SCOPE

_OPERATION = {theirs: ours for ours, theirs in OPERATION_WORDS.items()}
_VALUE = Body(
    name="EngineParamBindingValuePayload",
    parts={
        "literal": Text(most=LONGEST),
        "reference": refuses(
            gettext_lazy("Turnout compares with what you write, not with what something else holds.")
        ),
    },
)
BINDING = Body(
    name="EngineParamBindingPayload",
    parts={"value": _VALUE, "array_value": Many(of=_VALUE, most=MOST_VALUES)},
)
_CONDITION = Body(
    name="ConditionPayload",
    parts={
        "subject": Text(most=LONGEST, required=True),
        "operation": Text(most=LONGEST, required=True),
        "param_bindings": Many(of=BINDING, most=1),
    },
)
_GROUP = Body(
    name="ConditionGroupPayload",
    parts={"conditions": Many(of=_CONDITION, most=MOST_CONDITIONS, required=True)},
)


@dataclass(frozen=True, kw_only=True)
class Groups(Many):
    """Conditions about an incident, as `core.conditions` keeps them: a list of groups.

    Faults are said where they stand in what was sent.
    """

    of: Value[Any] = _GROUP
    most: int = MOST_GROUPS

    def _take(self, given: Any, reading: Reading) -> Any:
        before = len(reading.faults)
        groups = [each.get("conditions", ()) for each in super()._take(given, reading)]
        if len(reading.faults) > before:
            return ()
        named = {subject_of(name): name for name in INCIDENT_SCOPE.references}
        found = [
            [_kept(each, named, _within(reading, group, place)) for place, each in enumerate(conditions)]
            for group, conditions in enumerate(groups)
        ]
        if len(reading.faults) == before:
            _judge(found, given, reading)
        return found


def literals(binding: Given) -> list[str]:
    """What a binding holds: the one value, or all of a list."""
    one, several = binding.get("value") or {}, binding.get("array_value") or ()
    return [each["literal"] for each in (one, *several) if each.get("literal")]


def _kept(said: Given, named: dict[str, str], reading: Reading) -> dict[str, Any]:
    """One condition as it is kept."""
    subject, bindings = said["subject"], said["param_bindings"]
    name = named.get(subject)
    if name is None:
        known = ", ".join(named)
        message = _("There's no “%(name)s” to test. Choose from: %(known)s.")
        reading.within("subject").invalid(said, message % {"name": subject, "known": known})
    values = [value for each in bindings for value in literals(each)]
    keys = {id: key for key, id in literals_of(name or "").items()}
    if keys and not set(values) <= set(keys):
        reading.within("param_bindings").fault(said, NOT_FOUND, _("There's none with this id."))
    operation = _OPERATION.get(said["operation"], said["operation"])
    return {"of": name or "", "is": operation, "values": [keys.get(each, each) for each in values]}


def _judge(data: list[Any], given: Any, reading: Reading) -> None:
    """Whether these can be asked: what `core.conditions` has to say, where it is said of."""
    try:
        parse(data, INCIDENT_SCOPE)
    except InvalidConditions as wrong:
        for fault in wrong.faults:
            group, _dot, place = fault.at.partition(".")
            found = _within(reading, int(group) - 1, int(place) - 1) if place else reading
            found.invalid(given, fault.message)


def _within(reading: Reading, group: int, condition: int) -> Reading:
    return reading.within(str(group)).within("conditions").within(str(condition))
