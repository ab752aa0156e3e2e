"""What becomes of a report, and that whoever raised it hears of it."""

import pytest

from tests.world import look_first
from turnout.core.notify.models import Notification
from turnout.incidents.access.actions.roles import assign_role
from turnout.incidents.definitions.lifecycles import first_status
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.actions.lifecycle import (
    accept_incident,
    cancel_incident,
    change_status,
    decline_incident,
    note_near_miss,
    reopen_incident,
    resolve_incident,
)
from turnout.incidents.lists.needs import waiting_to_hear
from turnout.incidents.models import Incident, Role, StatusCategory
from turnout.incidents.reporters.actions.words import update_reporter
from turnout.reviews.actions.writing import publish_review, start_review


def told(person):
    return list(
        Notification.objects.filter(person=person)
        .order_by("created_at", "id")
        .values_list("title", flat=True)
    )


def waiting(person):
    found = waiting_to_hear(person)
    return found.count if found else 0


def test_whoever_raises_it_is_thanked_at_once(world, settle):
    world.raise_incident("Oven hums")
    settle()
    assert told(world.ada) == ["Thank you for saying so: Oven hums"]


@pytest.mark.parametrize(
    ("verb", "title"),
    [
        (accept_incident, "We're on it: Oven hums"),
        (decline_incident, "Looked at, and fine: Oven hums"),
        (note_near_miss, "A near miss, thanks to you: Oven hums"),
        (cancel_incident, "Called off: Oven hums"),
        (resolve_incident, "It's over: Oven hums"),
    ],
)
def test_whoever_raised_it_hears_what_became_of_it_and_why(world, settle, verb, title):
    verb(world.raise_incident("Oven hums"), by=world.bo, note="The fan was loose.")
    settle()
    heard = Notification.objects.get(person=world.ada, kind="incident.outcome")
    assert (heard.title, heard.body) == (title, "The fan was loose.\n\n— Bo Lindqvist")


def test_a_warm_word_is_said_where_nobody_wrote_one(world, settle):
    decline_incident(world.raise_incident(), by=world.bo)
    settle()
    heard = Notification.objects.get(person=world.ada, kind="incident.outcome")
    assert "please do it again" in heard.body


def test_who_reported_it_hears_what_was_learned(world, settle):
    incident = resolve_incident(world.raise_incident("Oven hums"), by=world.bo)
    review = start_review(incident, by=world.bo)
    review.body = "Tighten the fan."
    review.save()
    publish_review(review, by=world.bo)
    settle()
    assert "What we learned: Oven hums" in told(world.ada)


def test_a_near_miss_is_done_with_until_somebody_reopens_it(world):
    incident = note_near_miss(world.raise_incident(), by=world.bo, note="It was shut")
    assert (incident.category, incident.is_near_miss, incident.is_open) == ("closed", True, False)
    assert list(Incident.objects.near_misses()) == [incident]
    assert not reopen_incident(incident, by=world.bo).is_near_miss


@pytest.mark.parametrize("verb", [decline_incident, note_near_miss, cancel_incident, resolve_incident])
def test_the_others_who_look_first_hear_that_a_report_was_ended_unworked(world, settle, verb):
    look_first(world.bo, world.dee)
    verb(world.raise_incident("Oven hums"), by=world.bo, note="Looked at it")
    if verb is resolve_incident:
        verb(accept_incident(world.raise_incident("Lift stuck"), by=world.bo), by=world.bo, note="Done")
    settle()
    seen = Notification.objects.filter(kind="incident.ended_in_triage")
    assert [(each.person, each.title) for each in seen] == [
        (world.dee, "Bo Lindqvist ended this before it was worked on: Oven hums")
    ]


def test_a_near_miss_that_was_worked_on_is_learned_from_and_stays_one(world):
    incident = note_near_miss(accept_incident(world.raise_incident(), by=world.bo), by=world.bo)
    assert incident.category == "learning"
    assert change_status(incident, first_status(StatusCategory.CLOSED, None), by=world.bo).is_near_miss


def test_those_who_look_first_are_reminded_of_a_reporter_who_heard_nothing(world, clock):
    world.raise_incident("Oven hums")
    clock.forward(days=4)
    assert not waiting(world.gus)
    clock.forward(days=2)
    assert "Somebody waits to hear what became of this: Oven hums" in told(world.gus)
    assert waiting(world.gus) == 1
    assert not waiting(world.ada)


def test_whoever_leads_is_reminded_and_a_word_closes_the_loop(world, clock):
    incident = accept_incident(world.raise_incident("Oven hums"), by=world.bo)
    assign_role(incident, Role.objects.get(key="lead"), world.cy, by=world.bo)
    clock.forward(days=6)
    assert "Somebody waits to hear what became of this: Oven hums" in told(world.cy)
    assert (waiting(world.gus), waiting(world.cy)) == (0, 1)
    update_reporter(incident, "A new fan is ordered.", by=world.cy)
    clock.forward(minutes=1)
    assert not waiting(world.cy)
    assert told(world.ada)[-1] == "A word about what you reported: Oven hums"


def test_nobody_is_reminded_of_what_is_over(world, clock):
    decline_incident(world.raise_incident(), by=world.bo)
    clock.forward(days=9)
    assert not Notification.objects.filter(kind="incident.waiting").exists()


@pytest.mark.parametrize("words", ["  ", ".", "…", "?!"])
def test_a_word_to_the_reporter_has_words(world, words):
    with pytest.raises(NotPossible):
        update_reporter(world.raise_incident(), words, by=world.gus)
