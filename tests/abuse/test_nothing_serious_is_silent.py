"""Nothing serious is silent by the choice of who writes it, and nothing goes out in another's name."""

from datetime import timedelta

import pytest

from tests.world import look_first
from turnout.core.lib import clock as time
from turnout.core.notify.models import Notification
from turnout.incidents.access.actions.roles import assign_role
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.actions.details import change_severity
from turnout.incidents.incident.actions.exercises import make_exercise_again, make_real
from turnout.incidents.incident.actions.lifecycle import accept_incident, close_incident, resolve_incident
from turnout.incidents.incident.models.modes import EXERCISE, RETROSPECTIVE
from turnout.incidents.models import Incident, Role, Severity
from turnout.incidents.raising.actions.raising import Reporting


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
