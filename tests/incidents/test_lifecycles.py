"""Kinds with steps of their own: nothing unfinished is ever left behind."""

from contextlib import suppress

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from turnout.core.events.models import RecordedEvent
from turnout.core.lib.cached_tables import forget
from turnout.incidents.definitions.actions.definitions import add_definition
from turnout.incidents.definitions.actions.statuses import add_lifecycle, remove_lifecycle, shift_status
from turnout.incidents.definitions.lifecycles import counterpart, lifecycle_of, statuses_for, statuses_in
from turnout.incidents.definitions.models.lifecycles import PATH, UNFINISHED_CATEGORIES
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.actions import status_moves as moving
from turnout.incidents.incident.actions.details import change_type
from turnout.incidents.incident.actions.lifecycle import (
    accept_incident,
    cancel_incident,
    change_status,
    close_incident,
    decline_incident,
    reopen_incident,
    resolve_incident,
)
from turnout.incidents.incident.actions.status_moves import give_lifecycle, remove_status, statuses_left
from turnout.incidents.models import Incident, IncidentType, Lifecycle, Status, StatusMove
from turnout.incidents.room.actions.merging import merge_incident

LIFE = (
    accept_incident,
    resolve_incident,
    reopen_incident,
    close_incident,
    decline_incident,
    cancel_incident,
)


def own_steps(world, name="Breaches", live=("Containing", "Deciding who to tell")) -> Lifecycle:
    """A lifecycle whose live steps are these."""
    made = add_lifecycle(name, like=Lifecycle.objects.get(key="default"), by=world.gus)
    old = list(Status.objects.filter(lifecycle=made, category="live"))
    for each in live:
        add_definition(Status, name=each, meaning="", category="live", lifecycle=made, by=world.gus)
    for each in old:
        remove_status(each, by=world.gus)
    return made


def given_to(world, key: str, lifecycle: Lifecycle) -> IncidentType:
    kind = IncidentType.objects.get(key=key)
    moves = {each.pk: counterpart(each, lifecycle.pk) for each in statuses_left(kind, lifecycle, by=None)}
    return give_lifecycle(kind, lifecycle, moves=moves, by=world.gus)


def test_a_kind_goes_through_its_own_steps(world):
    kind = given_to(world, "finance", own_steps(world))
    incident = accept_incident(world.raise_incident(type=kind), by=world.bo)
    assert incident.status.name == "Containing"
    ended = resolve_incident(incident, by=world.bo)
    assert ended.status.lifecycle_id == "breaches"
    assert reopen_incident(ended, by=world.bo).status.name == "Containing"
    into = accept_incident(world.raise_incident(), by=world.bo)
    assert merge_incident(incident, into, by=world.bo).status.lifecycle_id == "breaches"


def test_a_step_of_another_kind_is_refused(world):
    incident = world.raise_incident(type=given_to(world, "finance", own_steps(world)))
    with pytest.raises(NotPossible, match="isn't a step"):
        change_status(incident, Status.objects.get(key="fixing"), by=world.bo)


def test_a_step_that_was_let_go_of_comes_back_as_the_one_history_names(world):
    steps = own_steps(world)
    incident = accept_incident(world.raise_incident(type=given_to(world, "finance", steps)), by=world.bo)
    gone, other = Status.objects.filter(lifecycle=steps, category="live")
    remove_status(gone, to=other, by=world.gus)
    again = {"meaning": "", "lifecycle": steps, "by": world.gus}
    with pytest.raises(NotPossible, match="is already taken"):
        add_definition(Status, key=gone.key, name="Containing", category="paused", **again)
    back = add_definition(Status, key=gone.key, name="Closing the leak", category="live", **again)
    assert (back.pk, back.is_retired, back.name) == (gone.pk, False, "Closing the leak")
    assert not StatusMove.objects.filter(was=gone, type=None).exists()  # nobody is moved out of it again
    change_status(Incident.objects.get(pk=incident.pk), back, by=world.bo)
    remove_status(back, to=other, by=world.gus)
    assert add_definition(Status, name="Closing the leak", category="live", **again).pk == gone.pk


def test_changing_steps_asks_where_the_unfinished_go_and_moves_them(world):
    kind, steps = IncidentType.objects.get(key="finance"), own_steps(world)
    incident = accept_incident(world.raise_incident(type=kind), by=world.bo)
    over = close_incident(accept_incident(world.raise_incident(type=kind), by=world.bo), by=world.bo)
    with pytest.raises(NotPossible, match="Choose where they should go"):
        give_lifecycle(kind, steps, moves={}, by=world.gus)
    deciding = Status.objects.get(name="Deciding who to tell")
    with pytest.raises(NotPossible, match="in the same category"):
        give_lifecycle(kind, steps, moves={incident.status_id: statuses_in(steps.pk)[0]}, by=world.gus)
    give_lifecycle(kind, steps, moves={incident.status_id: deciding}, by=world.gus)
    incident.refresh_from_db()
    over.refresh_from_db()
    assert incident.status == deciding
    assert over.status.lifecycle_id == "default", "what has ended keeps the name it ended with"
    assert RecordedEvent.objects.filter(subject_id=incident.pk).latest("id").data["now"] == deciding.name


def test_many_move_in_batches_and_late_ones_follow(world, clock, monkeypatch):
    monkeypatch.setattr(moving, "BATCH", 2)
    kind, steps = IncidentType.objects.get(key="finance"), own_steps(world)
    rooms = [world.raise_incident(f"Till {n}", type=kind) for n in range(5)]
    given_to(world, "finance", steps)
    assert Incident.objects.filter(status__lifecycle=steps).count() == 2
    clock.forward(seconds=1)
    assert Incident.objects.filter(status__lifecycle=steps).count() == 5
    Incident.objects.filter(pk=rooms[0].pk).update(status=Status.objects.get(key="triage"))
    clock.forward(seconds=11)
    assert not StatusMove.objects.exists()
    assert Incident.objects.get(pk=rooms[0].pk).status.lifecycle == steps


def test_a_status_with_incidents_goes_only_when_they_have_a_place(world):
    incident = accept_incident(world.raise_incident(), by=world.bo)
    with pytest.raises(NotPossible, match="Choose where they should go"):
        remove_status(incident.status, by=world.gus)
    remove_status(incident.status, to=Status.objects.get(key="fixing"), by=world.gus)
    incident.refresh_from_db()
    assert incident.status.key == "fixing"
    assert "investigating" not in [each.key for each in statuses_for(None)]


def test_an_incident_of_a_new_kind_comes_in_at_the_same_sort_of_step(world):
    kind = given_to(world, "finance", own_steps(world))
    incident = accept_incident(world.raise_incident(), by=world.bo)
    incident = change_type(incident, kind, by=world.bo)
    assert (incident.status.name, incident.category) == ("Containing", "live")
    told = RecordedEvent.objects.filter(subject_id=incident.pk).latest("id").event
    assert "it is {status} now" in told.sentence_for()


def test_steps_in_use_stay_and_others_go(world):
    steps = own_steps(world)
    given_to(world, "finance", steps)
    with pytest.raises(NotPossible, match="Give them another one first"):
        remove_lifecycle(steps, by=world.gus)
    given_to(world, "finance", Lifecycle.objects.get(key="default"))
    remove_lifecycle(steps, by=world.gus)
    assert not Status.objects.filter(name="Containing").exists()


def test_steps_change_places_within_their_sort(world):
    shift_status(Status.objects.get(key="fixing"), earlier=True, by=world.gus)
    assert [each.key for each in statuses_for(None, "live")][:2] == ["fixing", "investigating"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 7), st.integers(0, 7)), max_size=12))
def test_whatever_admins_do_nothing_unfinished_is_stranded(scene, steps):
    world, lives, kinds, rooms = scene
    with transaction.atomic():
        for do, one, other in steps:
            with suppress(NotPossible):
                turn(world, lives, kinds, Incident.objects.get(pk=rooms[one % 4].pk), do, one, other)
        for room in Incident.objects.select_related("status"):
            assert room.category == room.status.category
            if room.category in UNFINISHED_CATEGORIES:
                assert not room.status.is_retired
                assert room.status.lifecycle_id == lifecycle_of(room.type)
        for life in lives:
            assert {each.category for each in statuses_in(life.pk)} == set(PATH)
        transaction.set_rollback(True)
    forget()


@pytest.fixture
def scene(world):
    usual = Lifecycle.objects.get(key="default")
    lives = [usual, own_steps(world), own_steps(world, "Short", ("Covering",))]
    kinds = list(IncidentType.objects.filter(key__in=("finance", "security", "operations")))
    rooms = [world.raise_incident(f"Room {n}", type=kinds[n % 3]) for n in range(4)]
    return world, lives, kinds, rooms


def turn(world, lives, kinds, room, do, one, other):
    """One thing somebody does to an incident, or an admin to a kind or its steps."""
    if do == 0:
        LIFE[other % len(LIFE)](room, by=world.bo)
    elif do == 1:
        change_type(room, kinds[other % 3], by=world.bo)
    elif do == 2:
        given_to(world, kinds[one % 3].key, lives[other % 3])
    elif do == 3:
        offered = statuses_in(lives[one % 3].pk)
        gone = offered[other % len(offered)]
        others = [each for each in offered if each.category == gone.category and each != gone]
        remove_status(gone, to=others[0] if others else None, by=world.gus)
    elif do == 4:
        choices = statuses_for(room.type)
        change_status(room, choices[other % len(choices)], by=world.bo)
    else:
        shift_status(statuses_in("default")[other], earlier=bool(one % 2), by=world.gus)
