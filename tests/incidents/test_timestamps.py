"""Times that matter, set by what happens or by hand, and what lies between them."""

from datetime import timedelta

import pytest

from turnout.incidents.definitions.actions.definitions import add_definition, remove_definition
from turnout.incidents.definitions.actions.statuses import add_lifecycle
from turnout.incidents.errors import ChangedMeanwhile, NotPossible
from turnout.incidents.incident.actions.lifecycle import accept_incident, change_status, resolve_incident
from turnout.incidents.incident.actions.timestamps import seen_times, set_times
from turnout.incidents.incident.timestamps import durations_of, times_of
from turnout.incidents.models import Duration, Incident, Lifecycle, Status, Timestamp


def timestamp(world, name, set_by="", lifecycle=None):
    return add_definition(Timestamp, name=name, set_by=set_by, lifecycle=lifecycle, by=world.gus)


def test_the_first_time_it_comes_there_counts(world, clock):
    timestamp(world, "Fixed first", "status:fixing")
    timestamp(world, "Over", "category:learning")
    fixing = Status.objects.get(key="fixing")
    incident = change_status(world.raise_incident(), fixing, by=world.bo)
    first = clock.now()
    clock.forward(minutes=5)
    incident = change_status(incident, Status.objects.get(key="monitoring"), by=world.bo)
    incident = change_status(incident, fixing, by=world.bo)
    times = times_of(resolve_incident(incident, by=world.bo))
    assert (times["fixed_first"], times["over"]) == (first, clock.now())


def test_it_is_set_by_hand_but_not_ahead_of_time(world, clock):
    told = timestamp(world, "People were told")
    incident = accept_incident(world.raise_incident(), by=world.bo)
    hour_ago = clock.now() - timedelta(hours=1)
    set_times(incident, {told.key: hour_ago, "started_at": hour_ago}, by=world.bo)
    incident.refresh_from_db()
    assert (times_of(incident)[told.key], incident.started_at) == (hour_ago, hour_ago)
    with pytest.raises(NotPossible, match="is in the future"):
        set_times(incident, {told.key: clock.now() + timedelta(hours=1)}, by=world.bo)
    set_times(incident, {told.key: None}, by=world.bo)
    assert times_of(Incident.objects.get())[told.key] is None


def test_times_of_other_steps_are_not_for_every_incident(world):
    own = add_lifecycle("Breaches", like=Lifecycle.objects.get(key="default"), by=world.gus)
    contained = timestamp(world, "Contained", lifecycle=own)
    incident = world.raise_incident()
    assert contained.key not in times_of(incident)
    with pytest.raises(NotPossible, match="don't have this time"):
        set_times(incident, {contained.key: incident.reported_at}, by=world.bo)


def test_the_second_of_two_people_sees_what_the_first_said(world):
    told = timestamp(world, "People were told")
    incident = world.raise_incident()
    seen = seen_times(times_of(incident))
    set_times(incident, {told.key: incident.reported_at}, was=seen, by=world.bo)
    with pytest.raises(ChangedMeanwhile):
        set_times(incident, {told.key: None}, was=seen, by=world.ada)


def test_what_lies_between_two_times_is_known_when_both_are(world, clock):
    told = timestamp(world, "People were told")
    took = add_definition(Duration, name="Until told", start="reported_at", end=told.key, by=world.gus)
    incident = world.raise_incident()
    assert [each.length for each in durations_of(times_of(incident))] == [None]
    clock.forward(minutes=20)
    incident = set_times(incident, {told.key: clock.now()}, by=world.bo)
    assert durations_of(times_of(incident)) == [(took, timedelta(minutes=20))]
    with pytest.raises(NotPossible, match="is measured from"):
        remove_definition(told, by=world.gus)
