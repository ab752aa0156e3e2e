"""Conditions about incidents on the wire: questions about `incident.…`, which compare with ids and texts."""

from collections.abc import Mapping
from typing import Any

from turnout.api.wire.schema import Listed, Shape, itself, says
from turnout.api.wire.values import Text
from turnout.core.conditions.operations import OPERATIONS
from turnout.core.lib.cached_tables import cached_table
from turnout.core.people.models import Team
from turnout.incidents.fields.scope import INCIDENT_SCOPE
from turnout.incidents.models import CustomField, FieldKind, IncidentType, Severity

OPERATION_WORDS = {"at_least": "gte", "at_most": "lte"}
"""Operations by what the wire calls them; the others have the same name there."""
_SUBJECT_WORDS = {"type": "incident_type"}
_FIELD = "field."
Asked = Mapping[str, Any]
"""One condition, as `core.conditions` keeps it: `of`, `is` and `values`."""


def subject_of(name: str) -> str:
    """What the wire calls the reference with this name: `incident.custom_field["01J…"]`."""
    if field := _field(name):
        return f'incident.custom_field["{field.pk}"]'
    return f"incident.{_SUBJECT_WORDS.get(name, name)}"


def literals_of(name: str) -> dict[str, str]:
    """The ids that stand for the values of a reference on the wire; empty where values are texts there, too.

    Rules keep keys and ranks, so that they read the same in every installation; scripts know ids.
    """
    field = _field(name)
    if field and field.is_select:
        return {each.key: each.pk for each in field.options}
    if field and field.kind == FieldKind.TEAM:
        return {each.name: each.pk for each in cached_table(Team).values()}
    if name == "severity":
        return {str(each.rank): each.pk for each in cached_table(Severity).values()}
    if name == "type":
        return {each.key: each.pk for each in cached_table(IncidentType).values()}
    return {}


def binding_of(values: list[str], *, several: bool) -> dict[str, Any]:
    """Values as the wire has them: one under `value`, some under `array_value`."""
    literals = [{"literal": each} for each in values]
    return {"array_value": literals} if several else {"value": literals[0]}


def _field(name: str) -> CustomField | None:
    fields = cached_table(CustomField).values() if name.startswith(_FIELD) else ()
    return next((each for each in fields if f"{_FIELD}{each.key}" == name), None)


def _subject_label(asked: Asked) -> str:
    reference = INCIDENT_SCOPE.get(asked["of"])
    return str(reference.label if reference else asked["of"])


def _operation_label(asked: Asked) -> str:
    reference = INCIDENT_SCOPE.get(asked["of"])
    known = OPERATIONS[reference.kind].get(asked["is"]) if reference else None
    return str(known.says) % {"what": "…", "values": "…"} if known else asked["is"]


def _bindings(asked: Asked) -> list[dict[str, Any]]:
    if not asked["values"]:
        return []
    ids, reference = literals_of(asked["of"]), INCIDENT_SCOPE.get(asked["of"])
    known = OPERATIONS[reference.kind].get(asked["is"]) if reference else None
    values = [ids.get(each, each) for each in asked["values"]]
    return [binding_of(values, several=known is None or known.takes == "some")]


_VALUE = Shape(
    "EngineParamBindingValue",
    literal=says(Text(), lambda value: value.get("literal"), optional=True),
)
BINDING = Shape(
    "EngineParamBinding",
    array_value=says(Listed(_VALUE), lambda binding: binding.get("array_value"), optional=True),
    value=says(_VALUE, lambda binding: binding.get("value"), optional=True),
)
_CONDITION = Shape(
    "Condition",
    operation=says(
        Shape(
            "ConditionOperation",
            label=says(Text(), _operation_label),
            value=says(Text(), lambda asked: OPERATION_WORDS.get(asked["is"], asked["is"])),
        ),
        itself,
    ),
    param_bindings=says(Listed(BINDING), _bindings),
    subject=says(
        Shape(
            "ConditionSubject",
            label=says(Text(), _subject_label),
            reference=says(Text(), lambda asked: subject_of(asked["of"])),
        ),
        itself,
    ),
)
GROUP = Shape("ConditionGroup", conditions=says(Listed(_CONDITION), itself))
"""All of its conditions have to hold; of several groups, one. Made of a list of conditions as kept."""
