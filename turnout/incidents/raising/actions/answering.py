"""Storing what a form was answered together with what it was for: both or neither."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import transaction

from turnout.core.people.models import Person
from turnout.incidents.fields.actions.fields import set_fields
from turnout.incidents.incident.actions.details import change_place, change_severity, change_summary
from turnout.incidents.incident.models import Incident

T = TypeVar("T")


@dataclass(frozen=True)
class Answers:
    """What was answered: custom fields by key, and what every incident has by the name of its input."""

    fields: Mapping[str, Any] = field(default_factory=dict)
    inputs: Mapping[str, Any] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.fields or self.inputs)


@transaction.atomic
def act_with_answers(incident: Incident, answers: Answers, act: Callable[[], T], *, by: Person | None) -> T:
    """Fill in the answers, then act."""
    if answers.fields:
        set_fields(incident, answers.fields, by=by)
    for name, value in answers.inputs.items():
        if value:
            CHANGES[name](incident, value, by=by)
    return act()


CHANGES: dict[str, Callable[..., Incident]] = {
    "severity": change_severity,
    "summary": change_summary,
    "place": change_place,
}
