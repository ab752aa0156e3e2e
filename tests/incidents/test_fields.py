"""Custom fields: what they hold, what they refuse, and what is asked about them."""

from datetime import date
from decimal import Decimal

import pytest

from turnout.core.conditions import parse
from turnout.core.events.models import RecordedEvent
from turnout.core.events.public import public_form
from turnout.core.people.models import Team
from turnout.incidents.audience.resolver import draft_of
from turnout.incidents.errors import ChangedMeanwhile, NotPossible
from turnout.incidents.fields.actions.defining import (
    add_field,
    add_options,
    change_field,
    change_option,
    move_field,
    move_option,
    remove_field,
    remove_option,
)
from turnout.incidents.fields.actions.fields import set_fields
from turnout.incidents.fields.models.fields import fingerprint_of, values_of, with_values
from turnout.incidents.fields.scope import INCIDENT_SCOPE
from turnout.incidents.fields.values import words_for
from turnout.incidents.models import CustomField, CustomFieldValue, FieldKind, Incident


@pytest.fixture
def fields(world):
    """One field of each kind, called like its kind."""
    return {
        kind.value: add_field(
            name=kind.value,
            kind=kind,
            options=["North", "South", "East"] if "select" in kind else (),
            by=world.gus,
        )
        for kind in FieldKind
    }


def held(incident):
    return values_of(Incident.objects.get(pk=incident.pk))


def one_of_each(world):
    return {
        "single_select": "north",
        "multi_select": ["south", "north"],
        "text": " Two lines\r\nof it ",
        "number": "12.50",
        "link": "https://example.org/a?b",
        "date": "2026-03-29",
        "person": world.bo,
        "team": Team.objects.get_or_create(name="Riders")[0],
    }


def test_each_kind_holds_what_it_was_given(world, fields):
    incident = set_fields(world.raise_incident(), one_of_each(world), by=world.bo)
    assert held(incident) == {
        "single_select": "north",
        "multi_select": ("north", "south"),
        "text": "Two lines\nof it",
        "number": Decimal("12.5"),
        "link": "https://example.org/a?b",
        "date": date(2026, 3, 29),
        "person": world.bo,
        "team": Team.objects.get(),
    }
    words = {key: words_for(fields[key], value) for key, value in held(incident).items()}
    assert (words["multi_select"], words["number"], words["person"]) == (
        "North, South",
        "12.5",
        world.bo.name,
    )


@pytest.mark.parametrize(
    "values",
    [
        {"single_select": "west"},
        {"multi_select": ["north", "west"]},
        {"multi_select": 5},
        {"number": "many"},
        {"number": "NaN"},
        {"number": 10**12},
        {"number": True},
        {"link": "javascript:alert(1)"},
        {"link": "https://"},
        {"link": "https://[half"},
        {"date": "tomorrow"},
        {"text": "x" * 2001},
        {"text": "half\x00way"},
        {"person": "Bo"},
        {"team": "Riders"},
        {"colour": "red"},
    ],
)
def test_what_a_field_cannot_hold_is_refused_and_nothing_changes(world, fields, values):
    incident = world.raise_incident()
    with pytest.raises(NotPossible):
        set_fields(incident, {"text": "Fine", **values}, by=world.bo)
    assert held(incident) == {}


def test_one_event_names_the_fields_and_only_turnout_itself_reads_what_they_hold(world, fields):
    incident = world.raise_incident()
    set_fields(incident, {"text": "Secret", "number": 3}, by=world.bo)
    event = RecordedEvent.objects.get(verb="incident.fields_changed")
    assert ([*event.event.fields], event.event.names) == (["text", "number"], "text, number")
    assert event.data["now"] == ["Secret", "3"]
    assert "Secret" not in str(public_form([event], to=world.bo))


def test_the_same_again_records_nothing_and_what_is_not_named_stays(world, fields):
    incident = set_fields(world.raise_incident(), one_of_each(world), by=world.bo)
    set_fields(incident, one_of_each(world), by=world.bo)
    set_fields(incident, {"number": None, "multi_select": []}, by=world.bo)
    assert RecordedEvent.objects.filter(verb="incident.fields_changed").count() == 2
    assert set(held(incident)) == set(fields) - {"number", "multi_select"}


def test_nothing_is_overwritten_unseen(world, fields):
    incident = world.raise_incident()
    was = fingerprint_of(incident)
    set_fields(incident, {"text": "First"}, by=world.bo, was=was)
    with pytest.raises(ChangedMeanwhile):
        set_fields(incident, {"text": "Second"}, by=world.cy, was=was)


def test_fields_can_be_filled_in_while_reporting(world, fields):
    incident = world.raise_incident(fields={"number": 7, "single_select": "south", "text": ""})
    assert held(incident) == {"number": Decimal(7), "single_select": "south"}


def test_a_used_option_is_taken_out_of_use_and_stays_where_it_is(world, fields):
    incident = world.raise_incident(fields={"single_select": "north"})
    north = fields["single_select"].option("north")
    with pytest.raises(NotPossible):
        remove_option(north, by=world.gus)
    change_option(north, is_active=False, by=world.gus)
    set_fields(incident, {"single_select": "north", "number": 1}, by=world.bo)
    with pytest.raises(NotPossible):
        set_fields(world.raise_incident(), {"single_select": "north"}, by=world.bo)
    remove_option(fields["single_select"].option("south"), by=world.gus)
    assert [each.key for each in fields["single_select"].options] == ["north", "east"]


def test_a_field_that_holds_something_can_only_be_taken_out_of_use(world, fields):
    incident = world.raise_incident(fields={"text": "Kept"})
    with pytest.raises(NotPossible):
        remove_field(fields["text"], by=world.gus)
    change_field(fields["text"], name="Notes", description="", is_active=False, by=world.gus)
    with pytest.raises(NotPossible):
        set_fields(incident, {"text": "Other"}, by=world.bo)
    assert held(incident) == {"text": "Kept"}
    remove_field(fields["link"], by=world.gus)
    assert not CustomField.objects.filter(key="link").exists()


def test_fields_and_options_are_put_in_order(world, fields):
    move_field(fields["multi_select"], up=True, by=world.gus)
    assert [each.key for each in CustomField.objects.all()[:2]] == ["multi_select", "single_select"]
    add_options(fields["single_select"], ["West", "North"], by=world.gus)
    move_option(fields["single_select"].option("west"), up=True, by=world.gus)
    assert [each.value for each in fields["single_select"].options] == ["North", "South", "West", "East"]


def test_names_are_taken_once_and_keys_come_from_them(world, fields):
    with pytest.raises(NotPossible):
        add_field(name="TEXT", kind="text", by=world.gus)
    assert add_field(name="Riders missing (now)", kind="number", by=world.gus).key == "riders_missing_now"
    assert add_field(name="気温", kind="number", by=world.gus).key == "other"


@pytest.mark.parametrize(
    ("of", "operation", "values", "holds"),
    [
        ("single_select", "one_of", ["north"], True),
        ("single_select", "one_of", ["south"], False),
        ("multi_select", "any_of", ["south", "east"], True),
        ("text", "contains", ["LINES"], True),
        ("number", "more_than", ["12.4"], True),
        ("number", "less_than", ["12.5"], False),
        ("date", "before", ["2026-03-30"], True),
        ("date", "after", ["2026-03-29"], False),
        ("person", "is_set", [], True),
        ("team", "one_of", ["Riders"], True),
    ],
)
def test_rules_can_ask_about_fields_of_incidents_and_of_drafts(world, fields, of, operation, values, holds):
    given = one_of_each(world)
    conditions = parse([[{"of": f"field.{of}", "is": operation, "values": values}]], INCIDENT_SCOPE)
    incident = world.raise_incident(fields=given)
    draft = draft_of(type=None, severity=None, private=False, place="", by=world.ada, fields=given)
    assert conditions.hold(incident) is conditions.hold(draft) is holds
    assert conditions.hold(world.raise_incident()) is False


def test_asking_about_many_incidents_read_together_costs_no_query_each(
    world, fields, django_assert_num_queries
):
    for number in range(4):
        world.raise_incident(fields={"number": number, "single_select": "north"})
    rule = parse([[{"of": "field.number", "is": "more_than", "values": ["1"]}]], INCIDENT_SCOPE)
    rows = list(with_values(Incident.objects.with_labels()))
    with django_assert_num_queries(0):
        assert sum(rule.hold(each) for each in rows) == 2


def test_values_go_with_their_incident_and_their_team(world, fields):
    incident = world.raise_incident(fields=one_of_each(world))
    Team.objects.get(name="Riders").delete()
    assert "team" not in held(incident)
    assert CustomFieldValue.objects.filter(incident=incident).count() == 8
