"""Changing the words an organization works with."""

import pytest

from turnout.core.events.models import RecordedEvent
from turnout.incidents.definitions.actions.definitions import (
    add_definition,
    change_definition,
    remove_definition,
)
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.actions.lifecycle import accept_incident
from turnout.incidents.incident.actions.status_moves import remove_status
from turnout.incidents.models import Incident, IncidentType, Role, Severity, Status

TYPE = {"name": "Food safety", "invitation": "Food that isn't right", "hint": "", "icon": "utensils"}


def test_a_new_type_can_be_reported_at_once(world):
    made = add_definition(IncidentType, **TYPE, discipline=None, starts_as="open", by=world.gus)
    assert made.key == "food_safety"
    assert [each.key for each in IncidentType.objects.all()][-2:] == ["food_safety", "unsure"]
    assert world.raise_incident(type=made).type == made
    added = RecordedEvent.objects.filter(verb="kind.added").latest("recorded_at", "pk").event
    assert (added.kind, added.name) == ("incidenttype", "Food safety")
    assert {"field": "starts_as", "was": None, "now": "open"} in added.changes


def test_a_changed_word_shows_on_incidents_there_are(world):
    incident = world.raise_incident(severity=Severity.objects.get(rank=1))
    change_definition(Severity.objects.get(rank=1), name="Catastrophe", by=world.gus)
    assert Incident.objects.get(pk=incident.pk).severity.name == "Catastrophe"


def test_a_new_status_is_one_of_its_sort(world):
    made = add_definition(Status, name="Containing", meaning="", category="live", by=world.gus)
    assert made.is_open
    assert accept_incident(world.raise_incident(), by=world.bo).status.key == "investigating"


def test_what_nothing_uses_can_go_and_what_is_used_stays(world):
    role = add_definition(Role, name="Translator", instructions="", by=world.gus)
    remove_definition(role, by=world.gus)
    assert not Role.objects.filter(name="Translator").exists()
    kind = IncidentType.objects.get(key="facilities")
    world.raise_incident(type=kind)
    with pytest.raises(NotPossible, match="is in use"):
        remove_definition(kind, by=world.gus)


@pytest.mark.parametrize(
    "which",
    [
        lambda: Role.objects.get(key="lead"),
        lambda: IncidentType.objects.get(key="unsure"),
        lambda: Severity.objects.get(rank=5),
    ],
)
def test_what_everything_relies_on_stays(world, which):
    with pytest.raises(NotPossible):
        remove_definition(which(), by=world.gus)


def test_the_only_status_of_its_category_stays(world):
    with pytest.raises(NotPossible):
        remove_status(Status.objects.get(key="paused"), by=world.gus)


@pytest.mark.parametrize("name", ["", "   ", "Lead"])
def test_a_name_has_to_be_there_and_its_own(world, name):
    with pytest.raises(NotPossible):
        add_definition(Role, name=name, instructions="", by=world.gus)


def test_names_without_letters_for_a_key_get_one(world):
    first, second = (
        add_definition(Role, name=name, instructions="", by=world.gus) for name in ("翻訳", "通訳")
    )
    assert first.key != second.key


def test_saying_the_same_again_changes_and_records_nothing(world):
    role = Role.objects.get(key="lead")
    change_definition(role, name=role.name, by=world.gus)
    assert not RecordedEvent.objects.filter(verb="kind.changed").exists()
