import pytest

from turnout.core.events.models import RecordedEvent
from turnout.core.notify.models import Notification
from turnout.incidents.errors import NotPossible
from turnout.incidents.room.actions.tasks import add_task, change_task, drop_task, finish_task, reopen_task


def test_whoever_is_asked_is_told(world, settle):
    add_task(world.raise_incident(), "Call the restaurants", owner=world.dee, by=world.bo)
    settle()
    assert Notification.objects.get(kind="incident.task").person == world.dee


def test_only_a_new_owner_is_told_again(world, settle):
    task = add_task(world.raise_incident(), "Call them", owner=world.dee, by=world.bo)
    change_task(task, title="Call them all", owner=world.dee, due_on=None, by=world.bo)
    change_task(task, title="Call them all", owner=world.ada, due_on=None, by=world.bo)
    settle()
    asked = Notification.objects.filter(kind="incident.task").order_by("created_at")
    assert [each.person for each in asked] == [world.dee, world.ada]


def test_done_is_done_once(world):
    task = add_task(world.raise_incident(), "Call them", by=world.bo)
    finish_task(task, by=world.ada)
    finish_task(task, by=world.dee)
    assert RecordedEvent.objects.filter(verb="incident.task_done").count() == 1


def test_it_can_be_dropped_and_taken_up_again(world):
    task = drop_task(add_task(world.raise_incident(), "Buy a spare", by=world.bo), by=world.bo)
    assert not task.is_outstanding
    assert reopen_task(task, by=world.bo).is_outstanding


def test_nobody_is_asked_about_what_they_may_not_see(world):
    incident = world.raise_incident(private=True, by=world.cy)
    with pytest.raises(NotPossible):
        add_task(incident, "Check the letter", owner=world.eve, by=world.cy)
