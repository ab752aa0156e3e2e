"""Thanks are said and heard. Nothing, anywhere, counts what a person did."""

import re

import pytest

from turnout.core.notify.models import Notification
from turnout.core.people.actions.teams import add_member, create_team
from turnout.incidents.access.actions.roles import assign_role
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.actions.lifecycle import accept_incident, resolve_incident
from turnout.incidents.models import Role
from turnout.incidents.reporters.actions.thanking import thank_person, thank_reporter, thank_team
from turnout.incidents.room.actions.talking import post_message
from turnout.incidents.room.timeline import read_timeline


def heard(person):
    rows = Notification.objects.filter(person=person, kind="incident.thanked")
    return list(rows.values_list("title", "body"))


def test_thanks_stand_in_the_timeline_and_reach_whom_they_are_for(world, settle):
    incident = world.raise_incident("Oven hums")
    thank_person(incident, world.bo, words="You came at once", by=world.dee)
    settle()
    assert "Dee Hartley thanked Bo Lindqvist" in [each.sentence for each in read_timeline(incident).entries]
    assert heard(world.bo) == [("Dee Hartley thanks you: Oven hums", "You came at once")]
    assert heard(world.ada) == []


def test_whoever_reported_it_is_thanked_without_being_named(world, settle):
    incident = world.raise_incident("Oven hums")
    thank_reporter(incident, by=world.dee)
    settle()
    assert "Ada" not in read_timeline(incident).entries[-1].sentence
    assert heard(world.ada)[0][0] == "You were thanked for reporting this: Oven hums"


def test_a_team_is_thanked_as_far_as_it_may_see_it(world, settle):
    team = create_team("Night shift", by=world.finn)
    for person in (world.bo, world.eve):
        add_member(team, person, by=world.finn)
    thank_team(world.raise_incident(private=True, by=world.cy), team, by=world.cy)
    thank_team(world.raise_incident(by=world.cy), team, by=world.cy)
    settle()
    assert [len(heard(each)) for each in (world.bo, world.eve)] == [1, 1]


def test_the_same_thanks_twice_are_said_once(world):
    incident = world.raise_incident()
    thank_person(incident, world.bo, by=world.dee)
    before = len(read_timeline(incident).entries)
    thank_person(incident, world.bo, by=world.dee)
    assert len(read_timeline(incident).entries) == before


def test_nobody_thanks_themselves_or_whoever_cant_see_it(world):
    with pytest.raises(NotPossible):
        thank_person(world.raise_incident(), world.bo, by=world.bo)
    with pytest.raises(NotPossible):
        thank_person(world.raise_incident(private=True, by=world.cy), world.bo, by=world.cy)


def test_one_click_says_it(world, browser_as):
    incident = accept_incident(world.raise_incident(), by=world.bo)
    dee = browser_as(world.dee)
    assert (
        f'value="person:{world.bo.pk}"' in dee.get(f"/incidents/{incident.number}/thanks/").content.decode()
    )
    dee.post(f"/incidents/{incident.number}/thanks/", {"whom": f"person:{world.bo.pk}", "words": ""})
    assert "Dee Hartley thanked Bo Lindqvist" in dee.get(f"/incidents/{incident.number}/").content.decode()


def words_of(page: bytes) -> str:
    main = page.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_what_a_person_did_changes_nothing_on_any_page_about_people(world, browser_as, clock):
    """Whoever led, said and was thanked for a great deal looks like whoever did nothing."""
    team = create_team("Night shift", by=world.finn)
    add_member(team, world.bo, by=world.finn)
    pages = ("/people/", f"/people/{world.bo.pk}/", "/teams/", f"/teams/{team.pk}/", "/settings/")
    finn = browser_as(world.finn)
    before = [words_of(finn.get(page).content) for page in pages]
    for _each in range(4):
        incident = accept_incident(world.raise_incident(by=world.bo), by=world.bo)
        assign_role(incident, Role.objects.get(key="lead"), world.bo, by=world.bo)
        post_message(incident, "On it", by=world.bo)
        thank_person(incident, world.bo, by=world.finn)
        resolve_incident(incident, by=world.bo)
    assert [words_of(finn.get(page).content) for page in pages] == before
