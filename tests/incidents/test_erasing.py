"""Erased is gone everywhere, and the timeline tells that it was."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from tests.keeping import erase_review, erase_text, look_after
from turnout.core.events.models import RecordedEvent
from turnout.core.notify.models import Notification
from turnout.incidents.access.actions.proposals import agree, propose, stop
from turnout.incidents.access.actions.roles import assign_role
from turnout.incidents.errors import NotPossible, TakesTwo
from turnout.incidents.fields.actions.defining import add_field
from turnout.incidents.fields.actions.fields import set_fields
from turnout.incidents.incident.actions.details import change_summary, rename_incident
from turnout.incidents.incident.actions.lifecycle import accept_incident, resolve_incident
from turnout.incidents.models import Attachment, CustomField, Incident, Message, Proposal, Role
from turnout.incidents.room.actions import erasing
from turnout.incidents.room.actions.issues import connect_issue
from turnout.incidents.room.actions.material import add_link
from turnout.incidents.room.actions.merging import merge_incident
from turnout.incidents.room.actions.removing import remove_link
from turnout.incidents.room.actions.talking import edit_message, post_message, post_update
from turnout.incidents.room.actions.tasks import add_task, change_task
from turnout.incidents.room.events import TextErased
from turnout.incidents.room.models.tasks import FOLLOW_UP
from turnout.reviews.actions import writing
from turnout.reviews.actions.writing import start_review, write_review

WORD = "pomegranate"


@pytest.fixture
def room(world, browser_as, settle, clock):
    incident = accept_incident(
        world.raise_incident(f"A {WORD}", by=world.ada, summary=WORD, place=WORD), by=world.bo
    )
    assign_role(incident, Role.objects.get(key="lead"), world.bo, by=world.bo)
    message = post_message(incident, f"{WORD} @Ada Moreno", by=world.bo)
    post_update(incident, WORD, by=world.bo)
    task = add_task(incident, WORD, owner=world.ada, description=WORD, by=world.bo)
    add_link(incident, f"https://example.org/{WORD}", WORD, by=world.bo)
    file = SimpleUploadedFile(f"{WORD}.txt", WORD.encode())
    browser_as(world.bo).post(f"/incidents/{incident.number}/files/", {"file": file})
    rename_incident(incident, f"Another {WORD}", by=world.bo)
    change_summary(incident, f"{WORD}s", by=world.bo)
    clock.forward(minutes=20)
    edit_message(message, f"No {WORD}", by=world.bo)
    change_task(task, title=f"{WORD} juice", description="", owner=None, due_on=None, by=world.bo)
    add_field(key="fruit", name="Fruit", kind="text", by=world.finn)
    for fruit in (WORD, "", f"{WORD} again"):
        set_fields(incident, {"fruit": fruit}, by=world.bo)
    incident = resolve_incident(Incident.objects.get(pk=incident.pk), by=world.bo, note=WORD)
    write_review(start_review(incident, by=world.bo), WORD, version=1, by=world.bo)
    settle()
    return incident


def still_there():
    """Tables in which the word still stands, whatever their columns."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            if table.startswith(("incident_search_", "sqlite_", "django_session")):
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            if any(WORD in json.dumps(row, default=str) for row in cursor.fetchall()):
                found.append(table)
    return sorted(found)


def test_everything_erased_is_in_no_table(world, room, settle, django_capture_on_commit_callbacks):
    assert len(still_there()) > 8
    file = Attachment.objects.get().file
    things = [("message", room.messages), ("update", room.updates), ("task", room.tasks),
              ("link", room.links), ("attachment", room.attachments),
              ("field", CustomField.objects)]  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        for what, rows in things:
            for each in rows.all():
                erase_text(room, what, each.pk, why="Somebody's own matter", by=world.finn)
        for entry in RecordedEvent.objects.filter(subject_id=room.pk, data__note=WORD):
            erase_text(room, "note", str(entry.pk), why="Somebody's own matter", by=world.finn)
        erase_review(room.review, why="Somebody's own matter", by=world.finn)
        erase_text(room, "words", "", why="Somebody's own matter", by=world.finn)
    settle()
    assert still_there() == [] and not file.storage.exists(str(file.name))
    erased = RecordedEvent.objects.filter(subject_id=room.pk, verb="incident.text_erased")
    assert erased.count() == 9 and {each.actor for each in erased} == {world.finn}


def test_only_those_who_look_after_it_erase_and_say_why(world, room):
    assign_role(room, Role.objects.get(key="lead"), world.dee, by=world.dee)
    message = room.messages.get()
    for by, why in ((world.dee, "x"), (world.gus, "x"), (world.finn, " ")):
        with pytest.raises(NotPossible):
            erase_text(room, "message", message.pk, why=why, by=by)
    erase_text(room, "message", message.pk, why="x", by=world.finn)


def test_nobody_erases_alone(world, room):
    with pytest.raises(TakesTwo):
        erasing.erase_text(room, "message", room.messages.get().pk, why="x", by=world.finn)
    with pytest.raises(TakesTwo):
        writing.erase_review(room.review, why="x", by=world.finn)


def test_nothing_of_another_incident_is_erased(world, room):
    other = world.raise_incident(by=world.finn)
    with pytest.raises(NotPossible, match="there"):
        erase_text(other, "message", room.messages.get().pk, why="x", by=world.finn)


def test_the_page_proposes_a_second_person_agrees_and_its_author_hears(world, room, browser_as, settle):
    look_after(room, world.cy)
    finn, cy, at = browser_as(world.finn), browser_as(world.cy), f"/incidents/{room.number}/"
    message = room.messages.get()
    assert f"message:{message.pk}" in finn.get(f"{at}erasing/").content.decode()
    finn.post(f"{at}erasing/", {"what": f"message:{message.pk}", "why": "Wrong room"})
    proposal = Proposal.objects.get()
    settle()
    assert (
        "Erase a message for good" in Notification.objects.get(kind="incident.proposed", person=world.bo).body
    )
    assert Message.objects.get().body
    assert finn.post(f"{at}proposals/{proposal.pk}/", {"answer": "agree"}).status_code == 409
    cy.post(f"{at}proposals/{proposal.pk}/", {"answer": "agree"})
    settle()
    page = browser_as(world.eve).get(at).content.decode()
    assert "Finn Gallagher erased a message for good" in page
    assert "Erased by <bdi>Finn Gallagher</bdi>" in page and "This message was removed" not in page
    told = Notification.objects.get(kind="incident.yours", person=world.bo, title__contains="erased")
    assert told.body == "Wrong room"
    assert browser_as(world.ada).get(f"{at}erasing/").status_code == 404


def test_its_author_can_stop_it_within_the_hour_and_asking_again_takes_a_second_person(world, room, clock):
    thing = {"incident": room.pk, "what": "message", "id": room.messages.get().pk}
    stop(propose(room, "erase", thing, by=world.finn, reason="x"), by=world.bo)
    propose(room, "erase", thing, by=world.finn, reason="x")
    unheard = {"incident": room.pk, "what": "update", "id": room.updates.get().pk}
    propose(room, "erase", unheard, by=world.finn, reason="x")
    clock.forward(hours=2)
    assert Message.objects.get().body and not room.updates.get().body


def test_whom_the_words_name_doesnt_erase_them_nor_agree(world, room):
    look_after(room, world.cy, world.dee)
    message = post_message(room, "I saw Dee delete it", by=world.bo)
    with pytest.raises(NotPossible, match="names"):
        erase_text(room, "message", message.pk, why="x", by=world.dee)
    thing = {"incident": room.pk, "what": "message", "id": message.pk}
    proposal = propose(room, "erase", thing, by=world.cy, reason="x")
    with pytest.raises(NotPossible, match="names"):
        agree(proposal, by=world.dee)
    assert Message.objects.get(pk=message.pk).body
    own = post_message(room, "Cy here: my number is 117", by=world.cy)
    erase_text(room, "message", own.pk, why="x", by=world.cy)


def test_what_accounts_for_power_stays_with_its_reason(world, room, browser_as):
    erase_text(room, "message", room.messages.get().pk, why="A name", by=world.finn)
    entry = RecordedEvent.objects.get(subject_id=room.pk, verb="incident.text_erased")
    with pytest.raises(NotPossible, match="accounts"):
        erase_text(room, "note", str(entry.pk), why="x", by=world.finn)
    assert RecordedEvent.objects.get(pk=entry.pk).event.note == "A name" and not TextErased.folds
    offered = browser_as(world.finn).get(f"/incidents/{room.number}/erasing/").content.decode()
    assert f"note:{entry.pk}" not in offered


def test_what_moved_along_or_was_taken_away_is_erased_where_it_came_from(world):
    one, two = world.raise_incident(), accept_incident(world.raise_incident(), by=world.bo)
    task = add_task(one, WORD, kind=FOLLOW_UP, by=world.bo)
    link = connect_issue(task, "https://example.org/1", WORD, system="jira", by=world.bo)
    gone = add_link(two, "https://example.org/2", WORD, by=world.bo)
    merge_incident(one, two, by=world.bo)
    remove_link(gone, by=world.bo)
    for what, id in (("link", link.pk), ("link", gone.pk), ("task", task.pk)):
        erase_text(two, what, id, why="A name", by=world.finn)
    assert still_there() == []


def test_no_entry_of_another_incident_is_erased(world):
    mine, other = world.raise_incident(), world.raise_incident()
    link, task = (
        add_link(other, "https://example.org/", WORD, by=world.bo),
        add_task(other, WORD, by=world.bo),
    )
    for what, id in (("link", link.pk), ("task", task.pk)):
        with pytest.raises(NotPossible):
            erase_text(mine, what, id, why="A name", by=world.finn)
    assert RecordedEvent.objects.filter(data__title=WORD).count() == 2
