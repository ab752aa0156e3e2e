"""Who loses a task, their words or a promise hears it, and from whom."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.keeping import change_label
from turnout.core.notify.models import Notification
from turnout.incidents.access.actions.roles import assign_role
from turnout.incidents.incident.actions.details import change_severity, change_summary
from turnout.incidents.incident.actions.lifecycle import accept_incident
from turnout.incidents.incident.actions.timestamps import set_times
from turnout.incidents.models import Role, Severity
from turnout.incidents.room.actions.talking import post_update
from turnout.incidents.room.actions.tasks import (
    add_task,
    change_task,
    delete_task,
    drop_task,
    finish_task,
)


def told(kind):
    return [(each.person.name.split()[0], each.title) for each in Notification.objects.filter(kind=kind)]


@pytest.fixture
def led(world):
    """An incident that Bo leads."""
    incident = accept_incident(world.raise_incident(summary="117 orders"), by=world.bo)
    assign_role(incident, Role.objects.get(key="lead"), world.bo, by=world.bo)
    return incident


TAKEN: dict[str, Any] = {"title": "Call them", "owner": None, "due_on": None}


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (
            lambda task, by: change_task(task, **TAKEN | {"owner": by}, by=by),
            "handed “Call them” over to Dee",
        ),
        (lambda task, by: change_task(task, **TAKEN, by=by), "took “Call them” off your list"),
        (
            lambda task, by: change_task(task, title="Talk", owner=task.owner, due_on=None, by=by),
            "changed “Call them”",
        ),
        (
            lambda task, by: change_task(
                task, title="Call them", owner=task.owner, due_on=date(2031, 1, 1), by=by
            ),
            "changed “Call them”",
        ),
        (lambda task, by: drop_task(task, by=by), "decided not to do “Call them”"),
        (lambda task, by: finish_task(task, by=by), "finished “Call them”"),
        (lambda task, by: delete_task(task, by=by), "deleted “Call them”"),
    ],
)
def test_whose_task_it_was_hears_what_became_of_it_and_from_whom(world, settle, act, said):
    task = add_task(world.raise_incident(), "Call them", owner=world.cy, by=world.bo)
    act(task, world.dee)
    settle()
    ((who, title),) = told("incident.yours")
    assert who == "Cy" and title.startswith("Dee Hartley") and said in title


def test_nobody_is_told_of_what_they_did_themselves(world, settle):
    task = add_task(world.raise_incident(), "Call them", owner=world.cy, by=world.bo)
    change_task(task, title="Call", owner=world.dee, due_on=None, by=world.cy)
    finish_task(task, by=world.dee)
    settle()
    assert told("incident.yours") == []


def test_the_lead_hears_that_somebody_else_lowered_the_severity(world, led, settle):
    severe, mild = Severity.objects.earliest("rank"), Severity.objects.latest("rank")
    change_severity(led, severe, by=world.bo)
    change_severity(led, mild, by=world.dee, note="It's one shop")
    settle()
    ((who, title),) = told("incident.led")
    assert who == "Bo" and "Dee Hartley lowered the severity" in title
    assert Notification.objects.get(kind="incident.led").body == "It's one shop"


def test_who_promised_an_update_hears_that_somebody_else_cleared_it(world, led, settle):
    post_update(led, "More soon", by=world.ada, next_in=timedelta(hours=1))
    post_update(led, "Fine", by=world.dee)
    post_update(led, "Still fine", by=world.dee)
    settle()
    assert [who for who, _title in told("incident.led")] == ["Ada", "Bo"]


def test_the_lead_hears_that_somebody_else_changed_when_it_was(world, led, settle, clock):
    now = led.reported_at
    set_times(led, {"started_at": now - timedelta(hours=1)}, by=world.dee)
    settle()
    assert told("incident.led") == []  # nothing was there before
    set_times(led, {"started_at": now - timedelta(days=9)}, by=world.dee)
    settle()
    assert [who for who, _title in told("incident.led")] == ["Bo"]


def test_who_wrote_the_summary_last_hears_that_it_was_rewritten(world, led, settle):
    change_summary(led, "118 orders", by=world.bo)
    change_summary(led, "Ada asked how refunds work", by=world.dee)
    settle()
    assert [who for who, _title in told("incident.yours")] == ["Ada", "Bo"]


def test_of_what_is_sealed_the_notice_says_no_word(world, settle):
    sealed = world.raise_incident(summary="pomegranate", private=True, by=world.cy)
    change_label(sealed, "sealed", by=world.cy)
    change_summary(sealed, "plum", by=world.cy)
    settle()
    assert not Notification.objects.filter(title__contains="pomegranate").exists()
