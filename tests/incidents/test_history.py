"""What keeps pages quick however long the history is, and exact all the same."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection, transaction

from turnout.core.lib import fulltext
from turnout.core.notify.audience import seen, those_who_see
from turnout.core.people.models import Person
from turnout.incidents.access.actions.following import grant_access
from turnout.incidents.access.actions.roles import assign_role
from turnout.incidents.incident import search
from turnout.incidents.incident.actions.lifecycle import accept_incident
from turnout.incidents.models import Incident, Role


def places():
    near = fulltext.nearest(search.INDEX, "oven", most=9)
    return near.places if near else None


def found(words, **how):
    return [
        list(part.newest_first().values_list("name", flat=True))
        for part, _all in search.among(Incident.objects.all(), words, **how)
    ]


def test_a_common_word_is_answered_from_the_newest_that_have_it(world, clock):
    for nth in range(6):
        world.raise_incident(f"Oven {nth}")
        clock.forward(minutes=1)
    part, whole = found("oven", most=3)
    assert part == ["Oven 5", "Oven 4", "Oven 3"]
    assert len(whole) == 6


def test_where_the_newest_arent_enough_more_are_looked_at_before_all_are(world, clock, monkeypatch):
    monkeypatch.setattr(search, "NEAR", 4)
    for nth in range(6):
        world.raise_incident(f"Oven {nth}")
        clock.forward(minutes=1)
    assert [len(part) for part in found("oven", most=3)] == [3, 4, 6]


def test_a_rare_word_is_answered_whole_at_once(world):
    world.raise_incident("Oven cold")
    assert found("oven", most=3) == [["Oven cold"]]


def test_of_a_second_that_doesnt_fit_in_whole_none_is_answered(world, clock):
    for nth in range(4):
        world.raise_incident(f"Oven {nth}")
    clock.forward(minutes=1)
    world.raise_incident("Oven last")
    part, whole = found("oven", most=3)
    assert part == ["Oven last"]
    assert len(whole) == 5


def test_a_place_in_time_is_where_the_search_goes_on(world, clock):
    first = world.raise_incident("Oven cold")
    clock.forward(minutes=1)
    world.raise_incident("Oven hot")
    assert found("oven", most=3, start=first.reported_at) == [["Oven cold"]]
    assert len(found("oven", most=3, start=first.reported_at, oldest_first=True)[0]) == 2


def test_places_sort_by_time_before_number(world, clock):
    now = clock.now()
    assert fulltext.place(now, 1) > fulltext.place(now - timedelta(seconds=1), 900_000)
    assert fulltext.place(now, 7) & fulltext.NUMBERS == 7


@pytest.mark.django_db(transaction=True)
def test_the_index_of_the_first_schema_is_brought_over(world):
    incident = world.raise_incident("Oven cold")
    migration = import_module("turnout.incidents.migrations.0003_search_by_time")
    with connection.schema_editor() as editor:
        migration.key_by_number(apps, editor)
    assert places() == [incident.number]
    with connection.schema_editor() as editor:
        migration.key_by_place(apps, editor)
    assert places() == [fulltext.place(incident.reported_at, incident.number)]


@pytest.mark.parametrize("private", [False, True])
def test_one_question_about_many_people_says_what_many_questions_say(world, private):
    incident = accept_incident(world.raise_incident(private=private), by=world.finn)
    assign_role(incident, Role.objects.get(key="lead"), world.bo, by=world.finn)
    if private:
        grant_access(incident, world.cy, by=world.finn)
    people = list(Person.objects.all())
    one_by_one = {person.pk for person in people if seen("incident", [incident.pk], person)}
    assert those_who_see("incident", incident.pk, people) == one_by_one


def test_numbers_follow_one_another_even_after_a_raise_that_came_to_nothing(world):
    first = world.raise_incident()
    with transaction.atomic():
        world.raise_incident()
        transaction.set_rollback(True)
    assert world.raise_incident().number == first.number + 1
