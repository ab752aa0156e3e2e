"""Owed work: done exactly once, again after failure, and never lost."""

from datetime import timedelta
from typing import Any

import pytest

from tests.clock import Clock
from turnout.core.jobs import engine
from turnout.core.jobs.errors import PermanentFailure, TemporaryFailure
from turnout.core.jobs.lease import LEASE, claim, next_try
from turnout.core.jobs.models import Job
from turnout.core.people.models import Team

pytestmark = pytest.mark.django_db


class Work:
    """A handler whose outcome a test decides."""

    def __init__(self) -> None:
        self.runs = 0
        self.fails_with: Exception | None = None

    def __call__(self, payload: dict[str, Any]) -> None:
        self.runs += 1
        Team.objects.create(name=f"made by run {self.runs}")
        if self.fails_with:
            raise self.fails_with


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    made = Work()
    monkeypatch.setitem(engine.handlers, "tests.work", made)
    return made


def owe(name: str = "tests.work") -> None:
    Job.objects.create(name=name, payload={})


def job() -> Job:
    return Job.objects.get(name="tests.work")


def test_work_is_done_once_and_then_no_longer_owed(work: Work, clock: Clock) -> None:
    owe()
    clock.forward(seconds=1)
    clock.forward(hours=1)
    assert (work.runs, Team.objects.count(), Job.objects.count()) == (1, 1, 0)


def test_failed_work_leaves_nothing_behind_and_is_tried_again_later(work: Work, clock: Clock) -> None:
    work.fails_with = TemporaryFailure("not now")
    owe()
    clock.forward(seconds=1)
    assert (Team.objects.count(), job().last_error) == (0, "not now")
    work.fails_with = None
    clock.forward(seconds=2)
    assert work.runs == 1
    clock.forward(seconds=10)
    assert (work.runs, Team.objects.count(), Job.objects.count()) == (2, 1, 0)


def test_what_sends_has_a_thread_of_its_own_and_keeps_what_it_noted_of_a_failure(
    work: Work, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "senders", {"tests.work"})
    work.fails_with = TemporaryFailure("nobody answers")
    owe()
    engine.turn(outside=False)
    assert work.runs == 0
    engine.turn(inside=False)
    assert (work.runs, Team.objects.count(), job().last_error) == (1, 1, "nobody answers")
    work.fails_with = None
    clock.forward(seconds=10)
    assert (work.runs, Job.objects.count()) == (2, 0)


def test_each_wait_is_longer_than_the_one_before(clock: Clock) -> None:
    waits = [(next_try(attempts) - clock.now()).total_seconds() for attempts in (1, 3, 5, 7, 9)]
    assert waits == sorted(waits)
    assert waits[0] < 7
    assert (next_try(50) - clock.now()).total_seconds() <= 3600 * 1.25


def test_a_permanent_failure_waits_for_a_person(work: Work, clock: Clock) -> None:
    work.fails_with = PermanentFailure("this address doesn't exist")
    owe()
    clock.forward(days=3)
    assert work.runs == 1
    assert Job.objects.stuck().get().last_error == "this address doesn't exist"
    work.fails_with = None
    engine.retry(Job.objects.stuck())
    clock.forward(seconds=1)
    assert not Job.objects.exists()


def test_work_that_never_succeeds_is_given_up_on_in_the_end(work: Work, clock: Clock) -> None:
    work.fails_with = TemporaryFailure("never")
    owe()
    for _ in range(engine.GIVE_UP_AFTER + 3):
        clock.forward(hours=2)
    assert work.runs == engine.GIVE_UP_AFTER
    assert job().is_stuck


def test_what_people_wrote_stays_out_of_the_error(work: Work, clock: Clock) -> None:
    work.fails_with = ValueError("Ada's private words")
    owe()
    clock.forward(seconds=1)
    assert job().last_error.startswith("ValueError at test_jobs.py:")
    assert "private" not in job().last_error


def test_the_work_of_a_dead_worker_comes_back_when_its_lease_ends(work: Work, clock: Clock) -> None:
    owe()
    assert claim(Job.objects.waiting(), "due_at", limit=10)  # by a worker that dies now
    clock.forward(seconds=LEASE.total_seconds() - 1)
    assert work.runs == 0
    clock.forward(seconds=1)
    assert (work.runs, Job.objects.count()) == (1, 0)


def test_a_worker_that_lost_its_lease_changes_nothing(work: Work, clock: Clock) -> None:
    owe()
    [slow] = claim(Job.objects.waiting(), "due_at", limit=1)
    clock.set(clock.now() + LEASE + timedelta(seconds=1))
    [quick] = claim(Job.objects.waiting(), "due_at", limit=1)
    engine.run_job(slow)
    assert Team.objects.count() == 0
    engine.run_job(quick)
    assert (Team.objects.count(), Job.objects.count()) == (1, 0)


def test_work_nobody_knows_how_to_do_keeps_no_other_waiting(work: Work, clock: Clock) -> None:
    owe("of.another.version")
    owe()
    clock.forward(seconds=1)
    assert work.runs == 1
    assert Job.objects.get().last_error.startswith("KeyError")


@pytest.mark.once
def test_a_job_is_called_the_same_wherever_in_its_rooms_reactions_the_function_stands() -> None:
    def tell() -> None: ...

    for module in ("turnout.incidents.reactions", "turnout.incidents.reactions.asked"):
        tell.__module__ = module
        assert engine.name_of(tell) == "incidents.reactions.tell"
