"""The words two parts of the demo organization have of their own: steps for data breaches and for shifts."""

from typing import Any

from turnout.core.people.models import Person
from turnout.incidents.actions.kinds import change_kind
from turnout.incidents.actions.moving import give_lifecycle
from turnout.incidents.actions.statuses import add_lifecycle
from turnout.incidents.lifecycles import counterpart
from turnout.incidents.models import IncidentType, Lifecycle, Status


def shape_kinds(company: dict[str, Any], by: Person) -> None:
    """Give kinds their own steps, before the first incident."""
    usual = Lifecycle.objects.get(key="default")
    for told in company["steps"]:
        own = add_lifecycle(told["name"], like=usual, by=by)
        for key, (name, meaning) in told["words"].items():
            step = counterpart(Status.objects.get(key=key), own.pk)
            change_kind(step, name=name, meaning=meaning, by=by)
        give_lifecycle(IncidentType.objects.get(key=told["kind"]), own, moves={}, by=by)
