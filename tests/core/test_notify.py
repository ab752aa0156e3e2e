"""Telling people: whom, once, when and never what they may not see."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils.functional import lazystr
from django.utils.translation import get_language

from tests.clock import Clock
from tests.keeping import change_label
from tests.world import World
from turnout.core.events.models import RecordedEvent
from turnout.core.events.subjects import subjects
from turnout.core.jobs.errors import PermanentFailure, TemporaryFailure
from turnout.core.notify import kinds
from turnout.core.notify.actions.delivering import drop_delivery, retry_delivery
from turnout.core.notify.actions.prefer import set_preference, set_quiet_hours
from turnout.core.notify.actions.read import mark_all_read, mark_read, mark_read_about
from turnout.core.notify.actions.tell import tell
from turnout.core.notify.channels import Message, Reached, channels
from turnout.core.notify.inbox import inbox, unread_count
from turnout.core.notify.models import Delivery, Notification
from turnout.core.people.models import ADDRESS, Person
from turnout.core.values import Text
from turnout.incidents.access.actions.following import grant_access, revoke_access
from turnout.incidents.models import Incident


class Pigeon:
    """A channel that carries by hand what it is given, or fails as it is told."""

    key = "pigeon"
    label = "Pigeon"
    way = "by pigeon"
    is_usual = True
    reaches = Reached(ADDRESS, "Dovecote", Text(most=100))

    def __init__(self) -> None:
        self.carried: list[Message] = []
        self.failures: list[Exception] = []
        self.codes: dict[str, str] = {}

    def send_code(self, person: Person, to: str, code: str) -> None:
        self.codes[to] = code

    def erase(self, told: object) -> None:
        pass

    def send(self, message: Message) -> None:
        if self.failures:
            raise self.failures.pop(0)
        self.carried.append(message)


@pytest.fixture
def pigeon(monkeypatch: pytest.MonkeyPatch) -> Iterator[Pigeon]:
    made = Pigeon()
    monkeypatch.setitem(channels, "pigeon", made)
    kinds.kind("test.calm", "Calm", "Waits", goes_out=True)
    kinds.kind("test.loud", "Loud", "Doesn't wait", urgent=True)
    yield made
    del kinds.kinds["test.calm"], kinds.kinds["test.loud"]


@pytest.fixture
def incident(world: World, settle: Any) -> Incident:
    made = world.raise_incident()
    settle()
    Notification.objects.all().delete()
    return made


def say(people: list[Person], subject: Any, kind: str = "test.calm", **more: Any) -> list[Notification]:
    about = RecordedEvent.objects.filter(subject_id=subject.pk).earliest("id")
    return tell(people, kind, about=about, subject=subject, title="Hear this", path="/incidents/1/", **more)


def test_each_is_told_once_and_whoever_did_it_is_not(
    world: World, incident: Incident, pigeon: Pigeon
) -> None:
    assert [each.person for each in say([world.ada, world.bo, world.bo], incident)] == [world.bo]
    assert say([world.bo], incident) == []
    assert say([world.bo], incident, by=world.bo, kind="test.loud") == []


def test_a_channel_carries_it(world: World, incident: Incident, pigeon: Pigeon, settle: Any) -> None:
    say([world.bo], incident, body="**Now**")
    settle()
    assert [(each.title, each.body, each.person) for each in pigeon.carried] == [
        ("Hear this", "**Now**", world.bo)
    ]
    assert Delivery.objects.get(channel="pigeon").state == "sent"


def test_each_is_told_in_their_own_language(world: World, incident: Incident, pigeon: Pigeon) -> None:
    world.bo.language = "de"
    told = tell(
        [world.bo], "test.calm", about=None, subject=incident, title=lazystr("Hi"), body=in_words, path="/"
    )
    assert (told[0].title, told[0].body) == ("Hi", "de")


def in_words() -> str:
    return get_language() or ""


def test_nobody_is_told_of_what_they_may_not_see(world: World, incident: Incident, pigeon: Pigeon) -> None:
    change_label(incident, "restricted", by=world.ada)
    assert [each.person for each in say([world.eve, world.finn], incident)] == [world.finn]


def test_what_nobody_vouches_for_is_seen_by_nobody(
    world: World, pigeon: Pigeon, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(subjects, "organization")
    assert say([world.bo], world.organization) == []


def test_who_lost_access_meanwhile_is_not_reached(
    world: World, incident: Incident, pigeon: Pigeon, settle: Any
) -> None:
    change_label(incident, "restricted", by=world.ada)
    grant_access(incident, world.bo, by=world.ada)
    [said] = say([world.bo], incident)
    revoke_access(incident, world.bo, by=world.ada)
    settle()
    assert said.kind not in [each.kind for each in pigeon.carried]
    assert Delivery.objects.get(channel="pigeon", notification=said).state == "dropped"
    assert said not in inbox(world.bo).unread  # that they lost sight of it is all that is left


def test_quiet_hours_hold_back_what_is_not_urgent(
    world: World, incident: Incident, pigeon: Pigeon, clock: Clock
) -> None:
    clock.set(datetime(2026, 5, 4, 23, 0, tzinfo=UTC))
    set_quiet_hours(world.bo, time(22), time(7), by=world.bo)
    say([world.bo], incident)
    say([world.bo], incident, kind="test.loud")
    clock.forward(minutes=1)
    assert [each.kind for each in pigeon.carried] == ["test.loud"]
    clock.forward(hours=8)
    assert [each.kind for each in pigeon.carried] == ["test.loud", "test.calm"]


def test_what_was_read_in_the_app_is_not_sent_as_well(
    world: World, incident: Incident, pigeon: Pigeon, settle: Any
) -> None:
    say([world.bo], incident)
    assert mark_read_about(incident, by=world.bo) == 1
    settle()
    assert pigeon.carried == []


def test_a_try_that_fails_makes_the_next_with_the_same_key(
    world: World, incident: Incident, pigeon: Pigeon, clock: Clock
) -> None:
    pigeon.failures = [TemporaryFailure("busy"), ValueError("Ada's secret")]
    say([world.bo], incident)
    for _ in range(3):
        clock.forward(minutes=1)
    tries = list(Delivery.objects.filter(channel="pigeon").order_by("tries"))
    assert [each.state for each in tries] == ["failed", "failed", "sent"]
    assert len({each.key for each in tries}) == 1
    assert tries[0].error == "busy"
    assert "secret" not in tries[1].error


@pytest.mark.parametrize("failures", [[PermanentFailure("no such bird")], [TemporaryFailure("busy")] * 8])
def test_what_cannot_be_carried_waits_for_an_admin(
    world: World, incident: Incident, pigeon: Pigeon, clock: Clock, failures: list[Exception]
) -> None:
    pigeon.failures = list(failures)
    say([world.bo], incident)
    for _ in range(10):
        clock.forward(minutes=30)
    stuck = Delivery.objects.stuck().get()
    assert RecordedEvent.objects.filter(verb="delivery.stuck", subject_id=stuck.pk).exists()
    assert retry_delivery(stuck, by=world.gus)
    clock.forward(minutes=1)
    assert len(pigeon.carried) == 1
    assert not retry_delivery(stuck, by=world.gus)


def test_an_admin_may_let_go_of_it(world: World, incident: Incident, pigeon: Pigeon, clock: Clock) -> None:
    pigeon.failures = [PermanentFailure("no such bird")]
    say([world.bo], incident)
    clock.forward(minutes=1)
    stuck = Delivery.objects.stuck().get()
    assert drop_delivery(stuck, by=world.gus)
    assert not drop_delivery(stuck, by=world.gus)


def test_people_choose_what_reaches_them_where(
    world: World, incident: Incident, pigeon: Pigeon, settle: Any
) -> None:
    set_preference(world.bo, "test.calm", "pigeon", wanted=False, by=world.bo)
    assert len(say([world.bo, world.cy], incident)) == 2
    settle()
    assert [each.person for each in pigeon.carried] == [world.cy]
    with pytest.raises(ValidationError):
        set_preference(world.bo, "test.calm", "telegraph", wanted=True, by=world.bo)


def test_only_ones_own_can_be_marked_read(world: World, incident: Incident, pigeon: Pigeon) -> None:
    [told] = say([world.bo], incident)
    assert mark_read([told.id], by=world.cy) == 0
    assert (mark_all_read(by=world.bo), mark_all_read(by=world.bo)) == (1, 0)
    assert unread_count(world.bo) == 0


def test_what_was_read_is_forgotten_in_time(
    world: World, incident: Incident, pigeon: Pigeon, clock: Clock
) -> None:
    say([world.bo, world.cy], incident)
    mark_all_read(by=world.bo)
    clock.forward(days=91)
    assert [each.person for each in Notification.objects.filter(kind="test.calm")] == [world.cy]


def test_a_half_quiet_night_is_refused(world: World) -> None:
    for starts, ends in [(time(22), None), (time(7), time(7))]:
        with pytest.raises(ValidationError):
            set_quiet_hours(world.bo, starts, ends, by=world.bo)


def test_it_leads_nowhere_outside(world: World, incident: Incident, pigeon: Pigeon) -> None:
    for path in ("https://example.com/", "//example.com/"):
        with pytest.raises(ValueError, match="doesn't lead"):
            tell([world.bo], "test.calm", about=None, subject=incident, title="x", path=path)
