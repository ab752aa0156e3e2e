import pytest

from turnout.incidents.errors import ChangedMeanwhile, NotPossible
from turnout.incidents.incident.actions.lifecycle import resolve_incident
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
