"""What two parts of the demo organization have of their own: steps and checklists for data and for shifts."""

from datetime import timedelta
from typing import Any

from turnout.core.people.models import Person
from turnout.demo.reading import Story
from turnout.demo.stage import Stage, Telling
from turnout.incidents.definitions.actions.checklists import add_item
from turnout.incidents.definitions.actions.definitions import add_definition, change_definition
from turnout.incidents.definitions.actions.statuses import add_lifecycle
from turnout.incidents.definitions.lifecycles import counterpart
from turnout.incidents.incident.actions.status_moves import give_lifecycle
from turnout.incidents.models import Duration, IncidentType, Lifecycle, Role, Status, Timestamp

NO_STORY = Story(discipline="", name="", ago=timedelta(), reporter="")
CHECKLISTS_SINCE = timedelta(hours=36)  # so that old stories keep to what they tell


def shape_kinds(company: dict[str, Any], by: Person) -> None:
    """Give kinds their own steps, before the first incident."""
    usual = Lifecycle.objects.get(key="default")
    for told in company["steps"]:
        own = add_lifecycle(told["name"], like=usual, by=by)
        for key, (name, meaning) in told["words"].items():
            step = counterpart(Status.objects.get(key=key), own.pk)
            change_definition(step, name=name, meaning=meaning, by=by)
        for each in (each for each in company["times"] if each["kind"] == told["kind"]):
            waits = each.get("set_by")
            reached = counterpart(Status.objects.get(key=waits), own.pk) if waits else None
            set_by = f"status:{reached.key}" if reached else ""
            add_definition(Timestamp, name=each["name"], lifecycle=own, set_by=set_by, by=by)
        give_lifecycle(IncidentType.objects.get(key=told["kind"]), own, moves={}, by=by)


def measure(company: dict[str, Any], by: Person) -> None:
    """How long it takes from one time to another."""
    keys = {"Reported": "reported_at", **{each.name: each.key for each in Timestamp.objects.all()}}
    for told in company["durations"]:
        add_definition(Duration, name=told["name"], start=keys[told["start"]], end=keys[told["end"]], by=by)


def plan_checklists(stage: Stage, company: dict[str, Any], by: Person) -> None:
    """The day before yesterday somebody wrote down what is always to be done."""

    def write() -> None:
        for told in company["checklists"]:
            kind = IncidentType.objects.get(key=told["kind"])
            for category, items in told["items"].items():
                for title, *role in items:
                    add_item(
                        kind,
                        title,
                        category=category,
                        role=Role.objects.get(key=role[0]) if role else None,
                        by=by,
                    )

    moment = stage.now - CHECKLISTS_SINCE
    stage.later(moment, Telling(NO_STORY, moment), write)
