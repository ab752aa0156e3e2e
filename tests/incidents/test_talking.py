from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnout.core.events.models import RecordedEvent
from turnout.core.notify.models import Notification
from turnout.incidents.access.actions.roles import assign_role
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.actions.lifecycle import accept_incident
from turnout.incidents.models import Incident, Role, Status
from turnout.incidents.room.actions.removing import remove_message
from turnout.incidents.room.actions.talking import (
    edit_message,
    pin_entry,
    post_message,
    post_update,
)
from turnout.incidents.room.events import MessagePosted
from turnout.incidents.room.mentions import _begins_with, mentioned_in
from turnout.incidents.room.timeline import read_timeline


def told(kind):
    return {
        each.person.name.split()[0]
        for each in Notification.objects.filter(kind=kind).select_related("person")
    }


def test_a_mention_reaches_exactly_the_person_named(world, settle):
    post_message(world.raise_incident(), "@Bo Lindqvist, and mail a@Dee Hartley too", by=world.ada)
    settle()
    assert told("incident.mention") == {"Bo"}


@pytest.mark.parametrize("text", ["@Bo Lindqvist", "(@bo lindqvist)", "hi @Bo Lindqvist!", "@Bo Lindqvist's"])
def test_a_name_is_found_in(world, text):
    assert mentioned_in(text) == [world.bo]


@pytest.mark.parametrize("text", ["@Bo", "@Bo Lindqvistson", "Bo Lindqvist", "x@Bo Lindqvist", "@"])
def test_no_name_is_found_in(world, text):
    assert mentioned_in(text) == []


@given(st.text(max_size=60), st.text(min_size=1, max_size=20))
def test_any_words_may_follow_an_at_sign(words, name):
    assert _begins_with(words, name) in (True, False)


def test_an_update_reaches_everybody_who_follows_but_its_author(world, settle):
    incident = world.raise_incident(by=world.ada)
    post_message(incident, "On it", by=world.dee)
    post_update(incident, "We know about it.", by=world.bo)
    settle()
    assert told("incident.update") == {"Ada", "Dee"}


def test_a_message_sent_again_after_a_lost_answer_is_the_first_one(world):
    incident = world.raise_incident()
    first = post_message(incident, "On it", by=world.dee, token="form1")
    assert post_message(incident, "On it ", by=world.dee, token="form1") == first
    assert incident.messages.count() == 1
    assert RecordedEvent.objects.filter(subject_id=incident.pk, verb="incident.message_posted").count() == 1


def test_other_words_other_forms_and_other_people_are_other_messages(world):
    incident, other = world.raise_incident(), world.raise_incident()
    post_message(incident, "On it", by=world.dee, token="form1")
    post_message(incident, "On it now", by=world.dee, token="form1")
    post_message(incident, "On it", by=world.dee, token="form2")
    post_message(incident, "On it", by=world.bo, token="form1")
    post_message(other, "On it", by=world.dee, token="form1")
    post_message(incident, "On it", by=world.dee)
    post_message(incident, "On it", by=world.dee)
    assert (incident.messages.count(), other.messages.count()) == (6, 1)


def test_an_update_sent_again_after_a_lost_answer_tells_nobody_twice(world, settle):
    incident = world.raise_incident(by=world.ada)
    accept_incident(incident, by=world.bo)
    watching = Status.objects.filter(category="live").order_by("rank").last()
    said = {"by": world.bo, "status": watching, "next_in": timedelta(hours=1), "token": "form1"}
    first = post_update(incident, "We know about it.", **said)
    assert post_update(incident, "We know about it.", **said) == first
    assert post_update(incident, "We know about it.", **said | {"next_in": None}) != first
    settle()
    assert incident.updates.count() == 2
    assert Notification.objects.filter(kind="incident.update", person=world.ada).count() == 2


def test_a_promised_update_that_is_late_is_said_once_and_the_lead_reminded(world, clock):
    incident = accept_incident(world.raise_incident(), by=world.bo)
    assign_role(incident, Role.objects.get(key="lead"), world.bo, by=world.ada)
    post_update(incident, "More soon.", by=world.bo, next_in=timedelta(minutes=30))
    clock.forward(minutes=31)
    assert told("incident.late") == set()
    clock.forward(minutes=2)
    clock.forward(hours=2)
    assert told("incident.late") == {"Bo"}
    assert RecordedEvent.objects.filter(verb="incident.update_missed").count() == 1


def test_a_kept_promise_reminds_nobody(world, clock):
    incident = accept_incident(world.raise_incident(), by=world.bo)
    post_update(incident, "More soon.", by=world.bo, next_in=timedelta(minutes=30))
    clock.forward(minutes=20)
    post_update(incident, "Better.", by=world.bo, next_in=timedelta(hours=2))
    clock.forward(minutes=40)
    assert not RecordedEvent.objects.filter(verb="incident.update_missed").exists()


def test_an_update_can_move_the_status_with_it(world):
    incident = accept_incident(world.raise_incident(), by=world.bo)
    post_update(incident, "Found it.", by=world.bo, status=Status.objects.get(key="fixing"))
    assert Incident.objects.get().status.key == "fixing"


def test_a_removed_message_loses_its_words_but_not_its_place(world):
    incident = world.raise_incident()
    message = post_message(incident, "something private", by=world.ada)
    remove_message(message, by=world.ada)
    entry = next(each for each in read_timeline(incident).entries if each.type is MessagePosted)
    assert entry.about is None


def test_only_the_writer_edits_a_message(world):
    message = post_message(world.raise_incident(), "Mine", by=world.ada)
    with pytest.raises(NotPossible):
        edit_message(message, "Yours", by=world.bo)


def test_an_entry_of_another_incident_cannot_be_pinned(world):
    here, there = world.raise_incident(), world.raise_incident()
    post_message(there, "Hello", by=world.ada)
    entry = RecordedEvent.objects.filter(subject_id=there.pk).latest("id")
    with pytest.raises(NotPossible):
        pin_entry(here, entry, by=world.bo)
