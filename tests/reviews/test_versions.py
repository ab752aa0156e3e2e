"""A published review changes as versions, each with who, when and why; whose words it was hears it."""

import pytest

from tests.keeping import erase_review
from turnout.core.events.models import RecordedEvent
from turnout.core.notify.models import Notification
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.actions.lifecycle import resolve_incident
from turnout.reviews.actions.linking import link_review
from turnout.reviews.actions.writing import publish_review, start_review, write_review
from turnout.reviews.events import ReviewRevised
from turnout.reviews.models import Review, ReviewVersion


@pytest.fixture
def draft(world):
    incident = resolve_incident(world.raise_incident(), by=world.bo)
    return write_review(start_review(incident, by=world.bo), "Dee skipped the check.", version=1, by=world.bo)


@pytest.fixture
def published(world, draft):
    return publish_review(draft, by=world.cy)


def told():
    return {each.person.name.split()[0] for each in Notification.objects.filter(kind="incident.yours")}


def test_a_published_one_is_changed_with_a_reason_only(world, published):
    with pytest.raises(NotPossible, match="why"):
        write_review(published, "A fluke.", version=2, by=world.dee, why=" ")
    assert Review.objects.get().body == "Dee skipped the check."


def test_every_version_can_be_read_with_what_it_changed(world, published, browser_as):
    write_review(published, "Dee had no time for the check.", version=2, by=world.ada, why="We talked to Dee")
    eve, at = browser_as(world.eve), f"/incidents/{published.incident.number}/review/"
    assert "Version 2" in eve.get(at).content.decode()
    listed = eve.get(f"{at}versions/").content.decode()
    assert all(each in listed for each in ("Version 1", "Version 2", "We talked to Dee", "Ada Moreno"))
    one = eve.get(f"{at}versions/3/").content.decode()
    assert "<del>" in one and "skipped" in one and "We talked to Dee" in one
    assert "skipped" in eve.get(f"{at}versions/2/").content.decode()


def test_the_entry_leads_to_the_version_and_never_folds(world, published, browser_as):
    write_review(published, "A fluke.", version=2, by=world.dee, why="Shorter")
    row, number = RecordedEvent.objects.get(verb="review.revised"), published.incident.number
    assert not ReviewRevised.folds and row.event.note == "Shorter"
    page = browser_as(world.eve).get(f"/incidents/{number}/").content.decode()
    assert f"/incidents/{number}/changes/{row.pk}/" in page
    answer = browser_as(world.eve).get(f"/incidents/{number}/changes/{row.pk}/")
    assert answer.url == f"/incidents/{number}/review/versions/3/"


def test_who_wrote_and_who_published_it_hear_who_changed_it_and_why(world, published, settle):
    write_review(published, "A fluke.", version=2, by=world.dee, why="Shorter")
    settle()
    assert told() == {"Bo", "Cy"}
    notice = Notification.objects.get(kind="incident.yours", person=world.cy)
    assert "Dee Hartley" in notice.title and notice.body == "Shorter"


def test_of_a_draft_what_another_wrote_is_kept_and_they_hear_it_once(world, draft, settle):
    for version, words in ((2, "Dee had no time."), (3, "Nobody had time.")):
        write_review(draft, words, version=version, by=world.ada)
    settle()
    assert [each.body for each in ReviewVersion.objects.order_by("version")][-2:] == [
        "Dee skipped the check.",
        "Nobody had time.",
    ]
    assert Notification.objects.filter(kind="incident.yours", person=world.bo).count() == 1


def test_a_document_in_place_of_another_is_told_with_both(world, settle):
    incident = resolve_incident(world.raise_incident(), by=world.bo)
    publish_review(link_review(incident, "https://wiki.example.org/7", by=world.bo), by=world.bo)
    link_review(incident, "https://wiki.example.org/8", by=world.dee)
    settle()
    said = RecordedEvent.objects.filter(verb="review.linked").latest("pk").event
    assert (said.was, said.now) == ("https://wiki.example.org/7", "https://wiki.example.org/8")
    assert told() == {"Bo"}


def test_erased_is_erased_in_every_version(world, published, browser_as):
    write_review(published, "Pomegranate.", version=2, by=world.bo, why="x")
    erase_review(published, why="A name", by=world.finn)
    assert set(ReviewVersion.objects.values_list("body", flat=True)) == {""}
    at = f"/incidents/{published.incident.number}/review/versions/3/"
    assert "Pomegranate" not in browser_as(world.eve).get(at).content.decode()


def test_whoever_may_not_see_the_incident_reads_no_version(world, published, browser_as):
    private = world.raise_incident(private=True, by=world.cy)
    at = f"/incidents/{private.number}/review/versions/"
    assert browser_as(world.eve).get(at).status_code == 404
    assert browser_as(world.eve).get(f"{at}1/").status_code == 404
