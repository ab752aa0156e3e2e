"""The demo organization, moved in once and looked at."""

from itertools import pairwise

import pytest
from django.utils import timezone

from turnout.core.events.models import RecordedEvent
from turnout.core.jobs.models import Job
from turnout.core.notify.models import Notification
from turnout.core.people.models import Organization, Person, Team
from turnout.demo.build import build_demo
from turnout.demo.playing import PLAYERS
from turnout.demo.reading import Story, length, read_company, read_stories
from turnout.incidents.models import (
    Attachment,
    Discipline,
    Incident,
    IntakePage,
    Message,
    RoleAssignment,
    Task,
    Update,
)
from turnout.reviews.models import Review, ReviewVersion

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """Built once for this module, and gone after it."""
    from django.db import transaction

    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            build_demo()
            yield
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


@pytest.fixture(scope="module")
def stories() -> list[Story]:
    return read_stories()


def test_every_story_names_only_what_there_is(stories):
    company = read_company()
    people = {person["key"] for person in company["people"]}
    cities = {city["key"] for city in company["cities"]}
    for story in stories:
        named = {story.reporter, *story.private}
        for entry in story.entries:
            assert entry["do"] in PLAYERS, story.name
            named |= {entry[key] for key in ("by", "person", "owner") if key in entry}
        assert named <= people, story.name
        assert story.city is None or story.city in cities, story.name


def test_anyone_may_tell_without_a_name_and_one_place_has_a_page(demo):
    assert Organization.objects.get().allows_anonymous
    assert IntakePage.objects.get().key == "leeds"


def test_every_story_runs_forward_and_ends_before_now(stories):
    for story in stories:
        times = [entry["at"] for entry in story.entries]
        assert times == sorted(times), story.name
        assert not times or times[-1] * 60 <= story.ago.total_seconds(), story.name


def test_a_review_tells_of_something_that_is_over(stories):
    for story in stories:
        if story.review:
            assert any(entry["do"] == "resolve" for entry in story.entries), story.name


def test_a_length_that_is_none_is_refused():
    with pytest.raises(ValueError, match="isn't days"):
        length("yesterday")


def test_four_hundred_people_in_teams_live_in_it(demo):
    assert Organization.objects.get().is_demo
    assert Person.objects.count() == 400
    assert not Team.objects.filter(members=None).exists()
    assert Person.objects.filter(email="eve@saffronstreet.example", role="viewer").exists()


def test_nobody_can_sign_in_with_a_password(demo):
    assert not any(person.has_usable_password() for person in Person.objects.all()[:50])


def test_incidents_of_every_discipline_are_numbered_as_they_came(demo, stories):
    incidents = list(Incident.objects.order_by("number"))
    assert [incident.number for incident in incidents] == list(range(1, len(stories) + 1))
    assert [each.reported_at for each in incidents] == sorted(each.reported_at for each in incidents)
    assert {each.discipline_id for each in incidents} == set(Discipline.objects.values_list("key", flat=True))


def test_the_log_reads_as_if_it_had_grown(demo):
    times = list(
        RecordedEvent.objects.filter(verb__startswith="incident.").order_by("id").values_list("at", flat=True)
    )
    in_order = sum(first <= second for first, second in pairwise(times))
    assert in_order >= len(times) - 10  # broken promises are noted last
    assert max(times) <= timezone.now()


def test_some_things_go_on_right_now_and_promise_their_next_update(demo):
    ongoing = Incident.objects.ongoing()
    assert ongoing.count() >= 10
    assert ongoing.filter(next_update_at__gt=timezone.now()).count() >= 5


def test_whoever_acts_in_a_private_room_was_let_in(demo):
    for incident in Incident.objects.exclude(confidentiality="open"):
        actors = RecordedEvent.objects.filter(subject_id=incident.pk, actor__isnull=False).values("actor")
        for person in Person.objects.filter(pk__in=actors):
            assert Incident.objects.visible_to(person).filter(pk=incident.pk).exists(), (
                incident.name,
                person.name,
            )


def test_eve_sees_nothing_private_but_her_own(demo):
    eve = Person.objects.get(email="eve@saffronstreet.example")
    assert not Incident.objects.visible_to(eve).exclude(confidentiality="open").exclude(reporter=eve).exists()


def test_every_mention_is_of_somebody(demo):
    said = RecordedEvent.objects.filter(verb="incident.message_posted").values_list("data", flat=True)
    bodies = dict(Message.objects.values_list("pk", "body"))
    for data in said:
        if "@" in bodies[data["message"]]:
            assert data["mentioned"], bodies[data["message"]]


def test_rooms_are_lived_in(demo):
    assert Update.objects.count() > 100
    assert RoleAssignment.objects.filter(role__key="lead").count() > 100
    assert Review.objects.filter(published_at__isnull=False).count() > 10
    ended = Task.objects.outstanding().filter(kind="action", incident__resolved_at__isnull=False)
    assert ended.count() <= 5


def test_what_was_before_can_be_read_in_it(demo):
    assert Attachment.objects.hidden().exists()
    assert RecordedEvent.objects.filter(verb="incident.summary_changed", data__was__gt="").exists()
    assert ReviewVersion.objects.filter(is_published=True, review__version__gt=2).count() == 2


def test_people_were_told_of_what_is_new_and_of_nothing_old(demo):
    assert Notification.objects.exists()
    assert not Job.objects.stuck().exists()
    assert (timezone.now() - Notification.objects.earliest("created_at").created_at).days < 3
