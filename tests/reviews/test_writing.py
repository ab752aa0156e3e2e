import pytest

from tests.keeping import erase_review
from turnout.core.events.models import RecordedEvent
from turnout.incidents.errors import ChangedMeanwhile, NotPossible
from turnout.incidents.incident.actions.lifecycle import resolve_incident
from turnout.reviews.actions.linking import link_review, unlink_review
from turnout.reviews.actions.writing import publish_review, start_review, write_review


@pytest.fixture
def review(world):
    return start_review(resolve_incident(world.raise_incident(), by=world.bo), by=world.bo)


def test_it_waits_until_the_incident_is_over(world):
    with pytest.raises(NotPossible):
        start_review(world.raise_incident(), by=world.bo)


def test_starting_twice_gives_the_same(world, review):
    assert start_review(review.incident, by=world.ada) == review


def test_two_writers_never_overwrite_each_other(world, review):
    write_review(review, "Bo's words", version=1, by=world.bo)
    with pytest.raises(ChangedMeanwhile) as told:
        write_review(review, "Ada's words", version=1, by=world.ada)
    assert (told.value.current, told.value.who) == ("Bo's words", world.bo)


def test_an_empty_outline_is_not_published(world, review):
    with pytest.raises(NotPossible):
        publish_review(review, by=world.bo)


def test_one_that_is_written_elsewhere_is_written_there_alone(world, review):
    linked = link_review(review.incident, "https://wiki.example.org/reviews/7", by=world.bo)
    with pytest.raises(NotPossible):
        write_review(linked, "Three sentences", version=1, by=world.ada)
    link_review(review.incident, "https://wiki.example.org/reviews/8", by=world.ada)
    assert not unlink_review(review, by=world.ada).address
    write_review(review, "Three sentences", version=1, by=world.ada)
    with pytest.raises(NotPossible):
        link_review(review.incident, "https://wiki.example.org/reviews/7", by=world.bo)


def test_a_published_one_keeps_a_document_and_erasing_takes_its_address_too(world, review):
    link_review(review.incident, "https://wiki.example.org/reviews/7", by=world.bo)
    publish_review(review, by=world.bo)
    with pytest.raises(NotPossible):
        unlink_review(review, by=world.bo)
    assert not erase_review(review, why="Named a customer", by=world.finn).address
    assert "wiki" not in str(list(RecordedEvent.objects.values_list("data", flat=True)))
