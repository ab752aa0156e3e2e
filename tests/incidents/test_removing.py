"""What is removed is hidden for a while: it can be brought back, and whose it was is told."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from turnout.core.events.models import RecordedEvent
from turnout.core.notify.models import Notification
from turnout.incidents.access.actions.roles import assign_role
from turnout.incidents.errors import NotPossible
from turnout.incidents.models import Attachment, Message, ResourceLink, Role
from turnout.incidents.room.actions.calls import set_call
from turnout.incidents.room.actions.material import add_link
from turnout.incidents.room.actions.removing import bring_back, remove_file, remove_link, remove_message
from turnout.incidents.room.actions.talking import edit_message, pin_entry, post_message


@pytest.fixture
def incident(world):
    return world.raise_incident()


@pytest.fixture
def file(world, incident, browser_as):
    at = f"/incidents/{incident.number}/files/"
    browser_as(world.bo).post(at, {"file": SimpleUploadedFile("log.txt", b"evidence")})
    return Attachment.objects.get()


def told(kind):
    return {each.person.name.split()[0]: each for each in Notification.objects.filter(kind=kind)}


def test_a_file_that_somebody_else_removed_is_told_and_comes_back_with_its_bytes(
    world, incident, file, browser_as, settle
):
    dee, bo, eve = (browser_as(each) for each in (world.dee, world.bo, world.eve))
    at, removed = f"/incidents/{incident.number}/files/{file.pk}/", f"/incidents/{incident.number}/removed/"
    dee.post(f"{at}removal/")
    settle()
    notice = told("incident.yours")["Bo"]
    assert "Dee Hartley removed “log.txt”" in notice.title and notice.path == removed
    assert eve.get(at).status_code == 404 and b"".join(bo.get(at)) == b"evidence"
    listed = eve.get(removed).content.decode()
    assert all(each in listed for each in ("log.txt", "Bo Lindqvist", "Dee Hartley"))
    assert "Bring back" not in listed and "Bring back" in bo.get(removed).content.decode()
    assert bo.post(f"{removed}file/{file.pk}/").status_code == 302
    assert b"".join(eve.get(at)) == b"evidence"
    assert RecordedEvent.objects.filter(verb="incident.file_restored", actor=world.bo).exists()


def test_after_thirty_days_bytes_and_words_are_gone(world, incident, file, clock):
    stored = file.file
    link = add_link(incident, "https://example.org/", "Pomegranate", by=world.bo)
    message = post_message(incident, "pomegranate", by=world.bo)
    clock.forward(minutes=20)
    edit_message(message, "another pomegranate", by=world.bo)
    remove_file(file, by=world.bo)
    remove_link(link, by=world.bo)
    remove_message(message, by=world.bo)
    clock.forward(days=29)
    assert stored.storage.exists(stored.name) and Message.objects.get().body
    clock.forward(days=2)
    assert not stored.storage.exists(stored.name)
    assert (Message.objects.get().body, ResourceLink.objects.count()) == ("", 0)
    edited = RecordedEvent.objects.get(verb="incident.message_edited")
    assert (edited.data["was"], edited.data["now"]) == (None, None)
    for thing in (Attachment.objects.get(), Message.objects.get()):
        with pytest.raises(NotPossible, match="deleted"):
            bring_back(thing, by=world.bo)


@pytest.mark.parametrize(
    ("who", "may"),
    [("bo", True), ("dee", True), ("cy", True), ("finn", True), ("ada", False), ("gus", False)],
)
def test_author_remover_lead_and_owners_bring_back(world, incident, who, may):
    assign_role(incident, Role.objects.get(key="lead"), world.cy, by=world.cy)
    link = add_link(incident, "https://example.org/", "", by=world.bo)
    remove_link(link, by=world.dee)
    if may:
        bring_back(link, by=getattr(world, who))
    else:
        with pytest.raises(NotPossible):
            bring_back(link, by=getattr(world, who))
    assert ResourceLink.objects.present().exists() is may


def test_what_is_hidden_is_shown_nowhere_else(world, incident, browser_as):
    link = add_link(incident, "https://example.org/pomegranate", "Pomegranate", by=world.bo)
    message = post_message(incident, "pomegranate", by=world.bo)
    pin_entry(incident, RecordedEvent.objects.get(verb="incident.message_posted"), by=world.dee)
    remove_link(link, by=world.bo)
    remove_message(message, by=world.bo)
    page = browser_as(world.eve).get(f"/incidents/{incident.number}/").content.decode()
    assert "https://example.org/pomegranate" not in page and ">pomegranate" not in page
    assert "This message was removed." in page


@pytest.mark.parametrize(("minutes", "read"), [(5, False), (20, True)])
def test_words_that_stood_for_a_while_can_still_be_read(world, incident, browser_as, clock, minutes, read):
    message = post_message(incident, "pomegranate", by=world.bo)
    clock.forward(minutes=minutes)
    remove_message(message, by=world.bo)
    at = f"/incidents/{incident.number}/removed/"
    assert ("pomegranate" in browser_as(world.eve).get(at).content.decode()) is read
    assert "pomegranate" in browser_as(world.finn).get(at).content.decode()


def test_of_an_incident_one_cant_see_nothing_is_listed(world, browser_as):
    private = world.raise_incident(private=True, by=world.cy)
    link = add_link(private, "https://example.org/", "", by=world.cy)
    remove_link(link, by=world.cy)
    eve = browser_as(world.eve)
    assert eve.get(f"/incidents/{private.number}/removed/").status_code == 404
    assert eve.post(f"/incidents/{private.number}/removed/link/{link.pk}/").status_code == 404


def test_a_call_that_comes_back_doesnt_take_the_place_of_the_new_one(world, incident):
    set_call(incident, "https://example.org/1", by=world.bo)
    set_call(incident, "https://example.org/2", by=world.bo)
    bring_back(ResourceLink.objects.get(url="https://example.org/1"), by=world.bo)
    calls = ResourceLink.objects.present().filter(system="call")
    assert [each.url for each in calls] == ["https://example.org/2"]
    assert ResourceLink.objects.present().count() == 2


def test_what_is_hidden_counts_so_that_nobody_fills_the_disk(world, incident, monkeypatch):
    monkeypatch.setattr("turnout.incidents.room.actions.material.MOST_LINKS", 1)
    remove_link(add_link(incident, "https://example.org/1", "", by=world.bo), by=world.bo)
    with pytest.raises(NotPossible, match="removed"):
        add_link(incident, "https://example.org/2", "", by=world.bo)


def test_removed_once_is_removed_once(world, incident, clock):
    link = add_link(incident, "https://example.org/", "", by=world.bo)
    remove_link(link, by=world.bo)
    before = ResourceLink.objects.get()
    clock.forward(days=3)
    remove_link(link, by=world.dee)
    after = ResourceLink.objects.get()
    assert (after.forget_at, after.removed_by) == (before.forget_at, world.bo)
