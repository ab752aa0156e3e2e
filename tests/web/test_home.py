"""Home and my work: what goes on, and what needs me."""

import re
from datetime import timedelta

import pytest

from tests.caches import without_cache_checks
from tests.keeping import change_label
from tests.questions import questions
from tests.world import look_first
from turnout.core.lib import clock as now
from turnout.core.people.models import Person
from turnout.incidents.access.actions.roles import assign_role
from turnout.incidents.incident.actions.details import change_severity
from turnout.incidents.incident.actions.lifecycle import accept_incident, resolve_incident
from turnout.incidents.lists.lanes import lanes_for
from turnout.incidents.lists.needs import needs_of
from turnout.incidents.models import IncidentType, Role, Severity
from turnout.incidents.room.actions.talking import post_update
from turnout.incidents.room.actions.tasks import add_task, finish_task
from turnout.incidents.room.models.tasks import FOLLOW_UP


def led_by(world, person, name="Riders can't log in", **more):
    incident = accept_incident(world.raise_incident(name, **more), by=person)
    assign_role(incident, Role.objects.get(key="lead"), person, by=person)
    return incident


def queries(browser, path):
    with without_cache_checks(), questions() as asked:
        assert browser.get(path).status_code == 200
    return len(asked)


def test_an_empty_home_teaches_and_invites(world, browser_as):
    page = browser_as(world.ada).get("/").content
    assert b"All quiet." in page
    assert b"One sentence is enough" in page


def test_whoever_is_here_alone_is_asked_to_invite_somebody(world, browser_as):
    assert "Nobody else is here yet" not in browser_as(world.finn).get("/").content.decode()
    Person.objects.exclude(pk=world.finn.pk).update(is_active=False)
    assert "Nobody else is here yet" in browser_as(world.finn).get("/").content.decode()
    world.raise_incident(by=world.finn)
    assert "Nobody else is here yet" in browser_as(world.finn).get("/").content.decode()


def test_those_that_are_serious_are_one_press_away(world, browser_as):
    bad = [world.raise_incident(name) for name in ("Fire", "Flood", "A lamp flickers")][:2]
    for each in bad:
        change_severity(each, Severity.objects.get(rank=2), by=world.bo)
    browser = browser_as(world.finn)
    (address,) = re.findall(r'<a href="([^"]+)">2 of them serious</a>', browser.get("/").content.decode())
    page = browser.get(address).content.decode()
    assert "Fire" in page and "Flood" in page and "A lamp flickers" not in page


def test_what_goes_on_stands_in_the_lane_of_its_part_of_the_company(world):
    world.raise_incident("Pump broken", type=IncidentType.objects.get(key="facilities"))
    (lane,) = lanes_for(world.eve).busy
    assert (lane.key, [each.name for each in lane.incidents]) == ("facilities", ["Pump broken"])


def test_the_worst_comes_first_in_a_lane(world):
    small, bad = world.raise_incident("Small"), world.raise_incident("Bad")
    change_severity(small, Severity.objects.get(rank=4), by=world.bo)
    change_severity(bad, Severity.objects.get(rank=1), by=world.bo)
    assert [each.name for each in lanes_for(world.ada).busy[0].incidents] == ["Bad", "Small"]


def test_a_lane_with_something_serious_comes_before_the_others(world):
    world.raise_incident("Pump broken", type=IncidentType.objects.get(key="engineering"))
    unsorted = world.raise_incident("Cards are refused")
    assert lanes_for(world.eve).busy[-1].name == "Not sorted yet"
    change_severity(unsorted, Severity.objects.get(rank=1), by=world.bo)
    assert lanes_for(world.eve).busy[0].name == "Not sorted yet"


def test_the_lane_with_the_worst_comes_first(world):
    kinds = [IncidentType.objects.get(key=each) for each in ("engineering", "facilities")]
    minor, worse = (world.raise_incident(each.name, type=each) for each in kinds)
    change_severity(minor, Severity.objects.get(rank=4), by=world.bo)
    change_severity(worse, Severity.objects.get(rank=3), by=world.bo)
    assert [each.key for each in lanes_for(world.eve).busy] == ["facilities", "engineering"]


def test_a_private_incident_is_not_on_eves_home(world, browser_as):
    world.raise_incident("Letter from a lawyer", private=True)
    assert b"Letter from a lawyer" not in browser_as(world.eve).get("/").content
    assert b"All quiet." in browser_as(world.eve).get("/").content


def test_a_promised_update_asks_its_lead_first(world):
    incident = led_by(world, world.bo)
    post_update(incident, "We look.", by=world.bo, next_in=timedelta(minutes=30))
    assert [part.incident.name for part in needs_of(world.bo).promises] == ["Riders can't log in"]
    assert not needs_of(world.dee).promises


def test_a_promise_of_tomorrow_doesnt_press_yet(world):
    incident = led_by(world, world.bo)
    post_update(incident, "We look.", by=world.bo, next_in=timedelta(days=1))
    needs = needs_of(world.bo)
    assert (needs.promises, len(needs.involvements)) == ([], 1)


def test_a_new_report_asks_those_who_may_respond_but_not_its_reporter(world):
    world.raise_incident(by=world.ada)
    assert needs_of(world.bo).triage
    assert not needs_of(world.ada).triage
    assert not needs_of(world.eve).triage


def test_where_a_team_looks_at_new_reports_first_they_wait_for_nobody_else(world):
    look_first(world.dee)
    world.raise_incident(by=world.ada)
    assert needs_of(world.dee).triage
    assert not needs_of(world.bo).triage


def test_actions_press_at_once_and_follow_ups_when_they_are_due(world):
    incident = led_by(world, world.bo)
    today = now.now().date()
    action = add_task(incident, "Call them", by=world.bo, owner=world.dee)
    add_task(
        incident, "Buy a spare", by=world.bo, owner=world.dee, kind=FOLLOW_UP, due_on=today + timedelta(30)
    )
    late = add_task(
        incident, "Check", by=world.bo, owner=world.dee, kind=FOLLOW_UP, due_on=today - timedelta(1)
    )
    assert needs_of(world.dee).tasks == [late, action]
    finish_task(late, by=world.dee)
    assert needs_of(world.dee).tasks == [action]


def test_what_was_resolved_lately_is_seen(world, browser_as):
    resolve_incident(led_by(world, world.bo, "Oven cold"), by=world.bo)
    page = browser_as(world.ada).get("/").content
    assert b"Resolved lately" in page
    assert b"Oven cold" in page


def test_whoever_reported_sees_on_their_work_page_what_came_of_it(world, browser_as):
    resolve_incident(led_by(world, world.bo, "Oven cold", by=world.eve), by=world.bo)
    page = browser_as(world.eve).get("/work/").content
    assert b"You reported" in page
    assert b"resolved " in page


def test_a_task_in_an_incident_one_may_no_longer_see_is_gone(world):
    incident = led_by(world, world.bo, by=world.ada)
    add_task(incident, "Call them", by=world.bo, owner=world.eve)
    assert needs_of(world.eve).tasks
    change_label(incident, "restricted", by=world.bo)
    assert not needs_of(world.eve).tasks


@pytest.mark.parametrize("path", ["/", "/home/part/", "/work/", "/work/part/"])
def test_home_and_work_ask_the_same_few_questions_however_much_there_was(world, browser_as, path):
    def live_a_little(times):
        for _ in range(times):
            incident = led_by(world, world.bo)
            add_task(incident, "Call them", by=world.bo, owner=world.bo)
            world.raise_incident(type=IncidentType.objects.get(key="facilities"))
            resolve_incident(led_by(world, world.dee, by=world.bo), by=world.bo)

    browser = browser_as(world.bo)
    live_a_little(1)
    browser.get(path)
    few = queries(browser, path)
    live_a_little(7)
    assert queries(browser, path) <= few <= 16
