"""Every change keeps what was before, for those who may read the thing, and inside Turnout alone."""

from datetime import date, timedelta

import pytest

from turnout.core.events.compared import compared
from turnout.core.events.models import RecordedEvent
from turnout.core.events.public import public_form
from turnout.core.lib import clock as real_clock
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.actions.details import change_summary
from turnout.incidents.incident.actions.lifecycle import accept_incident, close_incident, resolve_incident
from turnout.incidents.incident.actions.timestamps import set_times
from turnout.incidents.models import Incident
from turnout.incidents.room.actions.material import add_link
from turnout.incidents.room.actions.noting import change_timeline_item, note_timeline_item
from turnout.incidents.room.actions.removing import remove_link, remove_message
from turnout.incidents.room.actions.talking import edit_message, post_message
from turnout.incidents.room.actions.tasks import (
    add_task,
    change_task,
    delete_task,
    drop_task,
    finish_task,
)
from turnout.incidents.room.timeline import read_timeline


def last(incident, verb):
    return RecordedEvent.objects.filter(subject_id=incident.pk, verb=verb).latest("pk")


def page(browser, incident, row):
    return browser.get(f"/incidents/{incident.number}/changes/{row.pk}/")


def test_the_entry_of_a_summary_leads_to_what_it_said(world, browser_as):
    incident = world.raise_incident(summary="Order 117, on 3 May.")
    change_summary(incident, "Ada asked.", by=world.dee)
    row, eve = last(incident, "incident.summary_changed"), browser_as(world.eve)
    assert f"/changes/{row.pk}/" in eve.get(f"/incidents/{incident.number}/").content.decode()
    said = page(eve, incident, row).content.decode()
    assert "<del>" in said and "117" in said and "Ada" in said and "Dee Hartley" in said


def test_only_who_sees_it_reads_what_it_said(world, browser_as):
    incident, other = world.raise_incident(private=True, by=world.cy, summary="Quiet"), world.raise_incident()
    change_summary(incident, "Silent", by=world.cy)
    row = last(incident, "incident.summary_changed")
    assert page(browser_as(world.cy), incident, row).status_code == 200
    assert page(browser_as(world.eve), incident, row).status_code == 404
    assert page(browser_as(world.eve), other, row).status_code == 404


def test_whole_texts_leave_in_no_public_form_and_stay_in_no_memory(world):
    incident = world.raise_incident(summary="pomegranate")
    change_summary(incident, "plum", by=world.bo)
    row = last(incident, "incident.summary_changed")
    assert "pomegranate" not in str(public_form([row], to=world.bo)) + str(public_form([row]))
    entry = next(each for each in read_timeline(incident).entries if each.id == row.pk)
    assert entry.keeps_before and "pomegranate" not in str(entry.event.data)


def test_times_keep_what_they_were(world, browser_as):
    now = real_clock.now().replace(microsecond=0)
    incident = set_times(world.raise_incident(), {"started_at": now - timedelta(hours=2)}, by=world.bo)
    set_times(incident, {"started_at": now - timedelta(days=400)}, by=world.dee)
    row = last(incident, "incident.times_changed")
    (change,) = compared(row)
    assert (change.name, change.was) == ("started_at", (now - timedelta(hours=2)).isoformat())
    assert "Started" in page(browser_as(world.eve), incident, row).content.decode()


def test_a_task_keeps_what_whose_and_until_when_it_was(world, browser_as):
    task = add_task(
        world.raise_incident(), "Two-person rule", owner=world.bo, due_on=date(2026, 12, 1), by=world.ada
    )
    change_task(task, title="Talk about it", owner=world.ada, due_on=date(2031, 1, 1), by=world.dee)
    row = last(task.incident, "incident.task_changed")
    assert {each.name: each.was for each in compared(row)} == {
        "title": "Two-person rule", "owner": world.bo.pk, "due_on": "2026-12-01",
    }  # fmt: skip
    said = page(browser_as(world.eve), task.incident, row).content.decode()
    assert all(each in said for each in ("Two-person", "Bo Lindqvist", "2026-12-01"))
    change_task(task, title="Talk about it", owner=world.ada, due_on=date(2031, 1, 1), by=world.dee)
    assert last(task.incident, "incident.task_changed") == row
    delete_task(task, by=world.dee)
    assert last(task.incident, "incident.task_deleted").event.owner == world.ada.pk


def test_a_link_that_was_removed_says_where_it_led(world):
    incident = world.raise_incident()
    remove_link(add_link(incident, "https://example.org/evidence", "Log", by=world.bo), by=world.dee)
    assert last(incident, "incident.link_removed").event.address == "https://example.org/evidence"


def test_a_correction_of_what_happened_keeps_what_was_noted(world):
    at = real_clock.now()
    item = note_timeline_item(world.raise_incident(), "Deployed", "v7", at=at, by=world.bo)
    change_timeline_item(item, title="Deployed", description="v8", at=at, by=world.dee)
    row = last(item.incident, "incident.timeline_item_changed")
    assert [(each.name, each.was, each.now) for each in compared(row)] == [("description", "v7", "v8")]


@pytest.mark.parametrize(
    ("minutes", "answered", "kept"), [(5, False, False), (20, False, True), (5, True, True)]
)
def test_a_message_keeps_its_words_once_it_stood_or_was_answered(
    world, clock, browser_as, minutes, answered, kept
):
    incident = world.raise_incident()
    message = post_message(incident, "I deleted the photos", by=world.dee)
    clock.forward(minutes=1)
    post_message(incident, "Wait", by=world.dee)
    if answered:
        post_message(incident, "You did what?", by=world.bo)
    clock.forward(minutes=minutes)
    edit_message(message, "I looked for the photos", by=world.dee)
    assert bool(compared(last(incident, "incident.message_edited"))) is kept
    at = f"/incidents/{incident.number}/messages/{message.pk}/before/"
    assert at in browser_as(world.eve).get(f"/incidents/{incident.number}/").content.decode()
    assert ("deleted" in browser_as(world.eve).get(at).content.decode()) is kept


def test_what_was_said_in_a_closed_incident_stays_as_it_is(world):
    incident = accept_incident(world.raise_incident(), by=world.bo)
    message = post_message(incident, "I deleted it", by=world.dee)
    close_incident(resolve_incident(incident, by=world.bo), by=world.bo)
    for change in (
        lambda: edit_message(message, "Not me", by=world.dee),
        lambda: remove_message(message, by=world.dee),
    ):
        with pytest.raises(NotPossible, match="closed"):
            change()
    assert post_message(Incident.objects.get(), "I should add something", by=world.dee)


def test_somebody_elses_follow_up_ends_with_a_line(world, browser_as):
    incident = world.raise_incident()
    task = add_task(incident, "Two-person rule", kind="follow_up", owner=world.bo, by=world.ada)
    for end in (finish_task, drop_task):
        with pytest.raises(NotPossible, match="Bo Lindqvist"):
            end(task, by=world.dee)
    dee, at = browser_as(world.dee), f"/incidents/{incident.number}/tasks/{task.pk}/done/"
    assert "Bo Lindqvist" in dee.post(at, {"done": "dropped"}).content.decode()
    assert dee.post(at, {"done": "dropped", "why": "We bought the lock"}).status_code == 302
    assert last(incident, "incident.task_dropped").event.note == "We bought the lock"
    own = add_task(incident, "Mine", kind="follow_up", owner=world.bo, by=world.ada)
    assert finish_task(own, by=world.bo).done_at
