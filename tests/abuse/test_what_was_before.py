"""Evidence doesn't go at a press: what was before stays, whose it was hears it, and erasing takes two."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from turnout.core.events.models import RecordedEvent
from turnout.core.notify.models import Notification
from turnout.incidents.access.actions.roles import assign_role
from turnout.incidents.incident.actions.lifecycle import accept_incident, reopen_incident, resolve_incident
from turnout.incidents.models import Attachment, Incident, Message, Role, Task
from turnout.incidents.room.actions.merging import merge_incident
from turnout.incidents.room.actions.talking import post_message
from turnout.incidents.room.actions.tasks import add_task
from turnout.reviews.actions.writing import publish_review, start_review, write_review


@pytest.fixture
def incident(world):
    """Ada reports with dates and orders what Dee, who works there, would rather not have read."""
    said = "Since 3 May Dee shares addresses: orders 117, 118."
    return accept_incident(world.raise_incident(summary=said), by=world.bo)


def told(person):
    return " ".join(Notification.objects.filter(person=person).values_list("title", flat=True))


def test_a_bystander_who_rewrites_removes_and_takes_the_lead_destroys_nothing(
    world, incident, browser_as, settle
):
    bo, dee, at = browser_as(world.bo), browser_as(world.dee), f"/incidents/{incident.number}/"
    bo.post(f"{at}files/", {"file": SimpleUploadedFile("log.txt", b"evidence")})
    message, file = post_message(incident, "I have screenshots of Dee", by=world.bo), Attachment.objects.get()
    dee.post(f"{at}summary/", {"summary": "Ada asked.", "was": incident.summary})
    dee.post(f"{at}files/{file.pk}/removal/")
    dee.post(f"{at}roles/lead/", {"take": "yes"})
    assert dee.get(f"{at}erasing/").status_code == 404
    dee.post(f"{at}erasing/", {"what": f"message:{message.pk}", "why": "x"})
    settle()
    assert Message.objects.get().body
    assert "Dee Hartley rewrote your summary" in told(world.ada)
    assert "Dee Hartley removed “log.txt”" in told(world.bo)
    rewritten = RecordedEvent.objects.get(verb="incident.summary_changed")
    assert "117" in browser_as(world.eve).get(f"{at}changes/{rewritten.pk}/").content.decode()
    bo.post(f"{at}removed/file/{file.pk}/")
    assert b"".join(bo.get(f"{at}files/{file.pk}/")) == b"evidence"


def test_somebody_elses_lesson_isnt_turned_into_nothing_unheard(world, incident, browser_as, settle):
    task = add_task(incident, "Two-person rule", kind="follow_up", owner=world.bo, by=world.ada)
    over = resolve_incident(incident, by=world.bo)
    review = write_review(start_review(over, by=world.ada), "Dee skipped it.", version=1, by=world.ada)
    publish_review(review, by=world.bo)
    dee, at = browser_as(world.dee), f"/incidents/{incident.number}/"
    given = {"title": "Talk about it", "owner": world.ada.pk, "due_on": "2031-01-01", "description": ""}
    dee.post(f"{at}tasks/{task.pk}/", given)
    assert dee.post(f"{at}tasks/{task.pk}/done/", {"done": "yes"}).status_code == 422
    assert dee.post(f"{at}review/text/", {"body": "A fluke.", "version": 2}).status_code == 422
    dee.post(f"{at}review/text/", {"body": "A fluke.", "version": 2, "why": "Shorter"})
    settle()
    assert Task.objects.get().is_outstanding and "Dee Hartley handed “Two-person rule”" in told(world.bo)
    assert "Dee Hartley changed the review" in told(world.ada) and "changed the review" in told(world.bo)
    assert "skipped" in browser_as(world.eve).get(f"{at}review/versions/3/").content.decode()


def test_what_was_owned_up_to_isnt_unsaid_after_an_answer_or_after_closing(
    world, incident, browser_as, clock
):
    message = post_message(incident, "I deleted the photos on purpose", by=world.dee)
    clock.forward(minutes=1)
    post_message(incident, "Why?", by=world.bo)
    dee, at = browser_as(world.dee), f"/incidents/{incident.number}/"
    dee.post(f"{at}messages/{message.pk}/", {"body": "I looked for the photos"})
    before = browser_as(world.eve).get(f"{at}messages/{message.pk}/before/").content.decode()
    assert "deleted" in before and "purpose" in before
    dee.post(f"{at}messages/{message.pk}/removal/")
    assert "looked for" in browser_as(world.eve).get(f"{at}removed/").content.decode()


def test_merging_buries_nothing_and_thanks_dont_stay_as_an_insult(world, incident, browser_as):
    assign_role(incident, Role.objects.get(key="lead"), world.bo, by=world.bo)
    add_task(incident, "Ask the customers", owner=world.bo, by=world.bo)
    own_note = world.raise_incident("A note of mine", private=True, by=world.dee)
    dee, at = browser_as(world.dee), f"/incidents/{incident.number}/"
    assert dee.post(f"{at}merger/", {"alike": own_note.number, "note": "x"}).status_code == 422
    assert Incident.objects.get(pk=incident.pk).is_open
    other = accept_incident(world.raise_incident("Alike"), by=world.bo)
    merged = merge_incident(Incident.objects.get(pk=incident.pk), other, by=world.dee)
    reopen_incident(merged, by=world.ada)
    assert incident.tasks.count() == 1
    browser_as(world.eve).post(f"{at}thanks/", {"whom": "reporter", "words": "Thanks, snitch."})
    thanks = RecordedEvent.objects.get(verb="incident.reporter_thanked")
    browser_as(world.ada).post(f"{at}thanks/{thanks.pk}/hiding/")
    assert "snitch" not in browser_as(world.eve).get(at).content.decode()
