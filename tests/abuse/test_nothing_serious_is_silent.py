"""Nothing serious is silent by the choice of who writes it, and nothing goes out in another's name."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from tests.world import look_first
from turnout.core.lib import clock as time
from turnout.core.notify.models import Notification
from turnout.core.people.keys import digest_of
from turnout.incidents.access.actions.access_requests import (
    access_request_token,
    answer_access_request,
    ask_for_access,
)
from turnout.incidents.access.actions.roles import assign_role
from turnout.incidents.access.actions.sealing import ask_to_break_seal
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.actions.details import change_severity
from turnout.incidents.incident.actions.exercises import make_exercise_again, make_real
from turnout.incidents.incident.actions.lifecycle import (
    accept_incident,
    close_incident,
    decline_incident,
    resolve_incident,
)
from turnout.incidents.incident.models.modes import EXERCISE, RETROSPECTIVE
from turnout.incidents.models import Incident, Role, Severity
from turnout.incidents.raising.actions.raising import Reporting
from turnout.incidents.reporters.actions.words import update_reporter
from turnout.incidents.room.actions.talking import post_message


def rated(rank):
    return Severity.objects.get(rank=rank)


def told(kind="incident.raised"):
    return {each.person for each in Notification.objects.filter(kind=kind)}


@pytest.fixture
def first(world, settle):
    """Bo and Cy look first."""
    look_first(world.bo, world.cy)
    settle()
    return {world.bo, world.cy}


@pytest.mark.parametrize(("rank", "silent"), [(1, False), (2, False), (3, True)])
def test_a_serious_one_reported_quietly_is_told_anyway(world, first, settle, rank, silent):
    world.raise_incident("Gas smell in hall 2", severity=rated(rank), quiet=True)
    settle()
    assert told() == (set() if silent else first)


def test_what_was_quiet_is_told_once_it_is_rated_serious(world, first, settle):
    incident = world.raise_incident("Gas smell in hall 2", severity=rated(4), quiet=True)
    settle()
    change_severity(incident, rated(1), by=world.dee)
    settle()
    assert told("incident.worse") == first


def test_the_form_says_that_a_serious_one_is_never_quiet(world, first, browser_as, settle):
    ada = browser_as(world.ada)
    asked = {"hearing": "quiet", "severity": "1"}
    page = ada.post("/report/who-hears/", asked).content.decode()
    assert "it can't be reported quietly" in page and "Bo Lindqvist" in page
    assert "Nobody is told now" in ada.post("/report/who-hears/", {**asked, "severity": "4"}).content.decode()
    ada.post("/report/", {"words": "Gas smell in hall 2", "token": "1", **asked})
    settle()
    assert told() == first


def test_a_serious_one_after_the_fact_waits_in_triage_and_closes_by_nobody_alone(world, first, settle):
    over = time.now() - timedelta(hours=3)
    how = Reporting(mode=RETROSPECTIVE, resolved_at=over)
    incident = world.raise_incident("Bo lost the keys", severity=rated(1), reporting=how)
    settle()
    assert (incident.category, incident.resolved_at) == ("triage", over)
    assert told() == first
    assert not Notification.objects.filter(kind="incident.raised", is_urgent=True).exists()
    accepted = accept_incident(incident, by=world.cy)
    assert (accepted.category, accepted.resolved_at) == ("learning", over)
    mild = world.raise_incident("A late van", severity=rated(4), reporting=how)
    settle()
    assert mild.category == "learning" and told() == first
    change_severity(mild, rated(1), by=world.ada)
    settle()
    assert told("incident.worse") == first


@pytest.mark.parametrize("mode", ["standard", "retrospective"])
def test_a_script_reports_nothing_serious_in_silence(world, first, script_of, settle, mode):
    script_of(world.ada).create(mode=mode, severity_id=rated(1).pk)
    settle()
    assert told() == first


def test_what_is_only_practised_stays_practice_by_script_too(world, first, script_of, settle, browser_as):
    script_of(world.ada).create(mode="tutorial", severity_id=rated(1).pk, name="Fire drill")
    settle()
    assert told() == set()
    assert b"Fire drill" not in browser_as(world.bo).get("/incidents/").content
    assert b"Exercise</span>" in browser_as(world.bo).get("/incidents/1/").content


def test_anyone_says_with_one_press_that_an_exercise_is_real(world, first, browser_as, settle):
    incident = world.raise_incident(
        "Rider hit by a car", severity=rated(1), reporting=Reporting(mode=EXERCISE)
    )
    settle()
    assert told() == set()
    eve = browser_as(world.eve)  # a viewer
    assert b"This is real" in eve.get(f"/incidents/{incident.number}/").content
    eve.post(f"/incidents/{incident.number}/reality/")
    settle()
    incident.refresh_from_db()
    assert incident.mode == "standard" and incident.loop_due_at
    assert told() == first
    assert world.ada in told("incident.state")
    timeline = browser_as(world.bo).get(f"/incidents/{incident.number}/").content.decode()
    assert (
        "<bdi>Eve Novak</bdi> said that this is real" in timeline
        or "Eve Novak said that this is real" in timeline
    )


def test_an_exercise_that_was_closed_quickly_comes_back_when_it_is_real(world, first, settle):
    incident = world.raise_incident("Rider hit by a car", reporting=Reporting(mode=EXERCISE))
    close_incident(resolve_incident(accept_incident(incident, by=world.ada), by=world.ada), by=world.ada)
    back = make_real(incident, by=world.eve)
    settle()
    assert (back.category, back.resolved_at, back.closed_at) == ("triage", None, None)
    assert told() == first


def test_only_the_lead_takes_it_back_and_nothing_else_becomes_an_exercise(world, first, settle):
    lead = Role.objects.get(key="lead")
    real = world.raise_incident("Truly on fire")
    assign_role(real, lead, world.dee, by=world.dee)
    with pytest.raises(NotPossible):
        make_exercise_again(real, by=world.dee)
    drill = world.raise_incident("Fire drill", reporting=Reporting(mode=EXERCISE))
    assign_role(drill, lead, world.dee, by=world.dee)
    make_real(drill, by=world.eve)
    settle()
    with pytest.raises(NotPossible):
        make_exercise_again(drill, by=world.bo)
    make_exercise_again(drill, by=world.dee)
    settle()
    assert Incident.objects.get(pk=drill.pk).mode == EXERCISE
    after = Notification.objects.filter(title="Exercise: An exercise after all: Fire drill")
    assert {each.person for each in after} >= first


THREAT = "I know it was one of three people. Take it back."


def test_only_who_leads_looks_after_it_or_looks_first_writes_to_the_reporter_and_by_name(
    world, first, settle
):
    incident = accept_incident(world.raise_incident("Shouting"), by=world.bo)
    with pytest.raises(NotPossible):
        update_reporter(incident, THREAT, by=world.dee)  # any responder
    update_reporter(incident, THREAT, by=world.bo)
    settle()
    heard = Notification.objects.filter(person=world.ada, kind="incident.outcome").latest("created_at")
    assert heard.body == f"{THREAT}\n\n— Bo Lindqvist"


def test_a_word_that_felt_wrong_reaches_others_than_its_author(world, first, browser_as, settle):
    incident = accept_incident(world.raise_incident("Shouting"), by=world.cy)
    update_reporter(incident, THREAT, by=world.bo)
    ada, at = browser_as(world.ada), f"/incidents/{incident.number}/felt-wrong/"
    assert at in ada.get(f"/incidents/{incident.number}/").content.decode()
    ada.post(at, {"note": "It frightens me"})
    ada.post(at, {"note": "again"})
    settle()
    said = Notification.objects.filter(kind="incident.felt_wrong")
    assert {each.person for each in said} == {world.cy, world.finn}  # looks first, and an owner
    assert {each.body for each in said} == {"It frightens me"}
    room = browser_as(world.bo).get(f"/incidents/{incident.number}/").content.decode()
    assert "frightens" not in room and "felt wrong" not in room
    assert browser_as(world.dee).get(at).status_code == 404


def test_with_a_receipt_code_one_says_so_too_and_reads_who_wrote(world, first, settle):
    incident = world.raise_incident(
        by=None, reporting=Reporting(reported_as="anonymous", receipt=digest_of("SECRET"))
    )
    post_message(incident, THREAT, by=world.bo, part="to_reporter")
    page = Client().post("/tell/answers/", {"code": "secret"}).content.decode()
    assert "Bo Lindqvist" in page
    [event] = re.findall('name="felt_wrong" value="([0-9]+)"', page)
    answer = Client().post("/tell/answers/", {"code": "secret", "felt_wrong": event, "words": "No"})
    assert "Someone else was told" in answer.content.decode()
    settle()
    assert {each.person for each in Notification.objects.filter(kind="incident.felt_wrong")} == {
        world.cy,
        world.finn,
    }


def test_a_third_word_in_a_row_reaches_others_who_look_first(world, first, settle):
    incident = world.raise_incident("Oven hums")
    for words in ("Still looking", "Soon", "Soon, really"):
        assert not Notification.objects.filter(kind="incident.waiting").exists()
        update_reporter(incident, words, by=world.bo)
        settle()
    assert {each.person for each in Notification.objects.filter(kind="incident.waiting")} == {
        world.cy,
        world.finn,
    }


@pytest.mark.parametrize("end", [decline_incident, resolve_incident])
def test_who_sees_an_end_differently_reaches_another_who_reopens_it_with_one_press(
    world, first, browser_as, settle, end
):
    incident = world.raise_incident("The rail is loose", by=world.eve)  # a viewer
    end(incident, by=world.bo, note="It's fine")
    eve = browser_as(world.eve)
    eve.post(f"/incidents/{incident.number}/differently/", {"note": "I nearly fell again"})
    settle()
    told = Notification.objects.filter(kind="incident.doubted")
    assert {each.person for each in told} == {world.cy, world.finn}
    room = browser_as(world.cy).get(f"/incidents/{incident.number}/").content.decode()
    assert "I nearly fell again" in room and f'action="/incidents/{incident.number}/reopening/"' in room
    browser_as(world.cy).post(f"/incidents/{incident.number}/reopening/", {"note": ""})
    incident.refresh_from_db()
    assert incident.is_open


def test_after_a_no_nobody_is_asked_again_for_a_week(world, clock, browser_as):
    incident = world.raise_incident("Kept close", private=True)
    answer_access_request(ask_for_access(incident, "Me?", by=world.bo), grant=False, by=world.finn)
    with pytest.raises(NotPossible):
        ask_for_access(incident, "Me?", by=world.bo)
    page = browser_as(world.bo).post(f"/access/{access_request_token(incident)}/", {"reason": "Now?"})
    assert page.status_code == 422 and "ask again after 7 days" in page.content.decode()
    clock.forward(days=8)
    assert ask_for_access(incident, "Me?", by=world.bo)


def test_emergency_access_is_asked_for_three_times_at_most_and_told_once_an_hour(world, settle):
    for number in (101, 102, 103):
        ask_to_break_seal(number, "It can't wait", by=world.gus)
    with pytest.raises(NotPossible):
        ask_to_break_seal(104, "It can't wait", by=world.gus)
    settle()
    assert Notification.objects.filter(person=world.finn, kind="incident.seal").count() == 1
