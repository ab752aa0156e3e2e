"""Streams are parts of a whole: seen like it, listed with it. Related incidents show each other."""

import pytest

from tests.keeping import change_label
from turnout.core.events.models import RecordedEvent
from turnout.incidents.access.actions.following import grant_access
from turnout.incidents.access.actions.roles import assign_role
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.actions.lifecycle import accept_incident, cancel_incident
from turnout.incidents.lists.lanes import lanes_for
from turnout.incidents.models import Incident, Relation, Role
from turnout.incidents.raising.actions.streams import open_stream, resolve_with_streams
from turnout.incidents.room.actions.merging import merge_incident
from turnout.incidents.room.actions.relating import relate_incidents, unrelate_incidents
from turnout.incidents.room.relations import related_to


@pytest.fixture
def whole(world):
    return accept_incident(world.raise_incident("App is down"), by=world.bo)


def sees(person, incident):
    by_list = Incident.objects.visible_to(person).filter(pk=incident.pk).exists()
    assert by_list == (person.pk in Incident.objects.get(pk=incident.pk).seen_by([person]))
    return by_list


def test_a_stream_has_a_lead_a_room_and_a_number_of_its_own(world, whole, browser_as):
    stream = open_stream(whole, "Tell the customers", by=world.bo, lead=world.ada)
    assert (stream.is_open, stream.lead, stream.number) == (True, world.ada, whole.number + 1)
    page = browser_as(world.eve).get(f"/incidents/{whole.number}/").content.decode()
    assert "Tell the customers" in page
    assert "App is down" in browser_as(world.eve).get(f"/incidents/{stream.number}/").content.decode()


def test_it_is_not_listed_as_an_incident_of_its_own(world, whole, browser_as):
    open_stream(whole, "Tell the customers", by=world.bo)
    assert "Tell the customers" not in browser_as(world.bo).get("/incidents/").content.decode()
    assert lanes_for(world.bo).total == 1


def test_whoever_sees_the_whole_sees_its_streams_and_nobody_else(world):
    whole = world.raise_incident(private=True, by=world.cy)
    stream = open_stream(whole, "Ask the lawyers", by=world.cy)
    assert [sees(each, stream) for each in (world.cy, world.finn, world.bo)] == [True, True, False]
    grant_access(whole, world.bo, by=world.cy)
    assert sees(world.bo, stream)


def test_streams_become_private_and_open_with_the_whole(world, whole):
    stream = open_stream(whole, "Tell the customers", by=world.bo, lead=world.ada)
    change_label(whole, "restricted", by=world.bo)
    assert [sees(each, stream) for each in (world.bo, world.ada, world.eve)] == [True, True, False]
    assert Incident.objects.get(pk=stream.pk).is_restricted
    change_label(whole, "open", by=world.finn)
    assert sees(world.eve, stream)


def test_nobody_comes_in_through_a_stream(world):
    whole = world.raise_incident(private=True, by=world.cy)
    stream = open_stream(whole, "Ask the lawyers", by=world.cy)
    with pytest.raises(NotPossible):
        assign_role(stream, Role.objects.get(key="lead"), world.eve, by=world.cy)
    for widen in (
        lambda: grant_access(stream, world.eve, by=world.cy),
        lambda: change_label(stream, "open", by=world.cy),
    ):
        with pytest.raises(NotPossible):
            widen()


def test_resolving_asks_about_streams_that_go_on(world, whole, browser_as):
    going_on = open_stream(whole, "Tell the customers", by=world.bo)
    bo = browser_as(world.bo)
    assert "A part of it still goes on" in bo.get(f"/incidents/{whole.number}/resolution/").content.decode()
    bo.post(f"/incidents/{whole.number}/resolution/", {"note": "Up again", "streams": "go_on"})
    going_on.refresh_from_db()
    assert going_on.is_open


def test_streams_can_end_with_the_whole(world, whole):
    stream = open_stream(whole, "Tell the customers", by=world.bo)
    called_off = cancel_incident(open_stream(whole, "Sue them", by=world.bo), by=world.bo)
    resolve_with_streams(whole, by=world.bo)
    stream.refresh_from_db()
    called_off.refresh_from_db()
    assert (stream.category, called_off.category) == ("learning", "canceled")


def test_a_stream_has_no_streams_and_is_not_merged(world, whole):
    stream = open_stream(whole, "Tell the customers", by=world.bo)
    other = world.raise_incident()
    for refused in (
        lambda: open_stream(stream, "More", by=world.bo),
        lambda: merge_incident(stream, other, by=world.bo),
        lambda: merge_incident(other, stream, by=world.bo),
        lambda: merge_incident(whole, other, by=world.bo),
    ):
        with pytest.raises(NotPossible):
            refused()


def test_each_of_two_related_ones_shows_the_other_and_why(world):
    first, second = world.raise_incident("Oven hums"), world.raise_incident("Fan broke")
    relate_incidents(second, first, why="same supplier", by=world.bo)
    for one, other in ((first, second), (second, first)):
        (found,) = related_to(one, world.eve)
        assert (found.incident, found.why) == (other, "same supplier")
    unrelate_incidents(first, second, by=world.bo)
    assert not Relation.objects.exists()


def test_a_related_one_somebody_may_not_see_isnt_there_for_them_not_even_its_number(world, browser_as):
    seen = world.raise_incident("Oven hums")
    for _each in range(72):
        hidden = world.raise_incident("Zebrafish", private=True, by=world.cy)
    relate_incidents(seen, hidden, why="quokka", by=world.cy)
    page = browser_as(world.eve).get(f"/incidents/{seen.number}/").content.decode()
    for trace in ("Zebrafish", "quokka", hidden.reference, hidden.pk):
        assert trace not in page
    assert hidden.reference in browser_as(world.cy).get(f"/incidents/{seen.number}/").content.decode()


def test_relating_to_one_that_isnt_seen_says_the_same_as_to_none(world, browser_as):
    seen, hidden = world.raise_incident("Oven hums"), world.raise_incident(private=True, by=world.cy)
    answer = browser_as(world.bo).post(f"/incidents/{seen.number}/related/", {"into": str(hidden.number)})
    assert answer.status_code == 422
    assert not Relation.objects.exists()


def test_no_log_hints_at_one_that_nobody_outside_must_know_of(world):
    seen, hidden = world.raise_incident(), world.raise_incident(private=True, by=world.cy)
    change_label(hidden, "sealed", by=world.cy)
    hidden.refresh_from_db()
    relate_incidents(seen, hidden, by=world.cy)
    unrelate_incidents(seen, hidden, by=world.cy)
    noted = RecordedEvent.objects.filter(verb__in=("incident.related", "incident.unrelated"))
    assert {each.subject_id for each in noted} == {hidden.pk}
