"""Thanks are said and heard. Nothing, anywhere, counts what a person did."""

import re

import pytest

from turnout.core.events.models import RecordedEvent
from turnout.core.notify.models import Notification
from turnout.core.people.actions.teams import add_member, create_team
from turnout.incidents.access.actions.roles import assign_role
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.actions.lifecycle import accept_incident, resolve_incident
from turnout.incidents.models import Role
from turnout.incidents.raising.actions.raising import Reporting
from turnout.incidents.reporters.actions.thanking import (
    hide_thanks,
    thank_person,
    thank_reporter,
    thank_team,
)
from turnout.incidents.reporters.feedback import feedback_for
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


def test_whoever_was_thanked_hides_it_from_everyone_and_nobody_else_does(world, browser_as):
    incident = world.raise_incident()
    thank_reporter(incident, words="Thanks, snitch.", by=world.eve)
    thank_person(incident, world.bo, words="Well done", by=world.dee)
    entry = RecordedEvent.objects.get(verb="incident.reporter_thanked")
    at = f"/incidents/{incident.number}/thanks/"
    for other in (world.bo, world.eve, world.finn):
        assert browser_as(other).post(f"{at}{entry.pk}/hiding/").status_code == 409
    ada = browser_as(world.ada)
    page = ada.get(at).content.decode()
    assert "snitch" in page and "Well done" not in page
    assert ada.post(f"{at}{entry.pk}/hiding/").status_code == 302
    for reader in (world.ada, world.eve):
        page = browser_as(reader).get(f"/incidents/{incident.number}/").content.decode()
        assert "snitch" not in page and "Well done" in page
    assert not [each for each in feedback_for(incident) if "snitch" in each.note]


def test_an_unnamed_reporter_hides_thanks_without_being_named(world):
    incident = world.raise_incident(reporting=Reporting(reported_as="confidential"))
    thank_reporter(incident, words="Thanks, snitch.", by=world.dee)
    hide_thanks(incident, RecordedEvent.objects.get(verb="incident.reporter_thanked"), by=world.ada)
    assert RecordedEvent.objects.get(verb="incident.thanks_hidden").actor is None


def test_in_what_isnt_open_thanks_come_from_those_who_took_part(world):
    incident = world.raise_incident(private=True, by=world.cy)
    with pytest.raises(NotPossible, match="took part"):
        thank_reporter(incident, words="Thanks, snitch.", by=world.finn)
    post_message(incident, "I looked into it", by=world.finn)
    thank_reporter(incident, by=world.finn)


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
