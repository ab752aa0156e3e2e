"""The page that says who can see an incident: all of them, by name, and what lets them."""

import re

import pytest

from tests.keeping import change_label, exclude_person
from tests.world import World
from turnout.incidents.access.actions.access_requests import ask_for_access
from turnout.incidents.access.actions.following import grant_access
from turnout.incidents.access.actions.roles import assign_role
from turnout.incidents.definitions.models.labels import SEALED
from turnout.incidents.incident.actions.lifecycle import accept_incident
from turnout.incidents.incident.models.incident import CONFIDENTIAL
from turnout.incidents.models import Incident, Role
from turnout.incidents.raising.actions.raising import Reporting, raise_incident


@pytest.fixture
def incident(world: World) -> Incident:
    kept = accept_incident(world.raise_incident(by=world.cy, private=True), by=world.cy)
    grant_access(kept, world.ada, by=world.cy)
    assign_role(kept, Role.objects.get(key="lead"), world.bo, by=world.cy)
    return kept


def read(browser, incident, page="access/"):
    content = browser.get(f"/incidents/{incident.number}/{page}").content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", content.partition('id="sheet-content"')[2]))


def test_it_names_everyone_who_sees_it_and_says_why(world, incident, browser_as):
    words = read(browser_as(world.cy), incident)
    assert "4 people see it now." in words
    assert re.search(r"See it, too .*Bo Lindqvist.* Lead .*Finn Gallagher.* as an owner", words)


def test_sealed_it_names_no_owner(world, incident, browser_as):
    change_label(incident, SEALED, by=world.bo, was=incident.confidentiality)
    words = read(browser_as(world.bo), incident)
    assert "Finn Gallagher" not in words


def test_every_way_back_leads_somewhere_else(world, incident, browser_as):
    content = browser_as(world.cy).get(f"/incidents/{incident.number}/access/").content.decode()
    assert f'<a class="button is-quiet" href="/incidents/{incident.number}/" data-closes>' in content


def test_buttons_say_whom_they_are_about(world, incident, browser_as):
    ask_for_access(incident, "It is my team", by=world.dee)
    exclude_person(incident, world.gus, by=world.cy)
    words = read(browser_as(world.cy), incident)
    for name in ("Let in : Dee", "Not now : Dee", "Remove : Ada", "Stop keeping out : Gus"):
        assert name in words


@pytest.mark.parametrize(
    ("label", "words"), [("open", "Propose to open it to everyone"), ("sealed", "Propose to seal it")]
)
def test_the_button_says_what_it_does(world, incident, browser_as, label, words):
    assert words in read(browser_as(world.cy), incident, f"label/?to={label}")


def test_who_looked_stands_there_with_day_and_time(world, incident, browser_as):
    browser_as(world.ada).get(f"/incidents/{incident.number}/")
    assert re.search(
        r"Ada Moreno .* \d+ \w+ \d{4}, \d\d:\d\d", read(browser_as(world.cy), incident, "looks/")
    )


def test_who_was_told_before_they_were_kept_out_stands_there(world, browser_as, settle):
    kept = world.raise_incident(by=world.cy, private=True)
    settle()
    assert "Finn Gallagher" in read(browser_as(world.cy), kept, "looks/").partition("Who was told")[2]
    exclude_person(kept, world.finn, by=world.cy)
    told = read(browser_as(world.cy), kept, "looks/").partition("Who was told")[2]
    assert re.search(r"Finn Gallagher .*doesn't see it now", told)


def test_a_reporter_without_a_name_is_not_among_those_told(world, browser_as, settle):
    confided = Reporting(reported_as=CONFIDENTIAL)
    kept = raise_incident(name="A shout", by=world.dee, private=True, reporting=confided)
    settle()
    assert "Dee" not in read(browser_as(world.finn), kept, "looks/")
