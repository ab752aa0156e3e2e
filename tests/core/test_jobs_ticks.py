"""What happens when a time comes."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import QuerySet

from tests.clock import Clock
from turnout.core.jobs import engine
from turnout.core.jobs.lease import LEASE
from turnout.core.jobs.models import Job
from turnout.core.people.models import RateWindow

pytestmark = pytest.mark.django_db

Handle = Callable[[RateWindow], None]


@pytest.fixture
def tick() -> Iterator[Callable[[Handle], None]]:
    """Registers a tick over windows whose start has passed, for the length of a test."""
    before = dict(engine.ticks), dict(engine.handlers)

    def register(handle: Handle) -> None:
        engine.due(windows, "starts_at")(handle)

    yield register
    restore(*before)


def restore(ticks: dict[str, engine.Tick], handlers: dict[str, Callable[[dict[str, Any]], None]]) -> None:
    for present, former in ((engine.ticks, ticks), (engine.handlers, handlers)):
        present.clear()  # type: ignore[attr-defined]
        present.update(former)  # type: ignore[arg-type]


def windows() -> QuerySet[RateWindow]:
    return RateWindow.objects.all()


def window(clock: Clock, key: str, **after: float) -> RateWindow:
    return RateWindow.objects.create(
        key=key, starts_at=clock.now() + timedelta(**after), ends_at=clock.now() + timedelta(days=99)
    )


def move_on(row: RateWindow) -> None:
    row.count += 1
    row.starts_at += timedelta(days=1)
    row.save()


def counts() -> dict[str, int]:
    return dict(RateWindow.objects.values_list("key", "count"))


def test_each_row_has_its_turn_when_its_time_comes(tick: Any, clock: Clock) -> None:
    tick(move_on)
    window(clock, "soon", minutes=5)
    window(clock, "later", minutes=50)
    clock.forward(minutes=10)
    assert counts() == {"soon": 1, "later": 0}
    clock.forward(minutes=50)
    assert counts() == {"soon": 1, "later": 1}


def test_a_row_that_fails_keeps_no_other_waiting_and_is_tried_again(tick: Any, clock: Clock) -> None:
    broken = {"poisoned"}

    def handle(row: RateWindow) -> None:
        if row.key in broken:
            raise ValueError(row.key)
        move_on(row)

    tick(handle)
    window(clock, "poisoned", minutes=1)
    window(clock, "fine", minutes=2)
    clock.forward(minutes=3)
    assert counts() == {"poisoned": 0, "fine": 1}
    assert Job.objects.get().attempts == 1
    broken.clear()
    clock.forward(minutes=3)
    assert counts() == {"poisoned": 1, "fine": 1}
    assert not Job.objects.exists()


def test_a_row_left_where_it_was_is_an_error_not_an_endless_loop(tick: Any, clock: Clock) -> None:
    tick(lambda row: None)
    window(clock, "still", minutes=1)
    clock.forward(minutes=2)
    assert Job.objects.get().last_error.startswith("RuntimeError")


def test_a_tick_may_sweep_its_rows_away(tick: Any, clock: Clock) -> None:
    tick(lambda row: row.delete() and None)
    window(clock, "over", minutes=1)
    clock.forward(minutes=2)
    assert counts() == {}
    assert not Job.objects.exists()


def test_a_tick_that_cant_even_look_keeps_no_other_waiting(tick: Any, clock: Clock) -> None:
    def unreadable() -> QuerySet[RateWindow]:
        raise ValueError

    engine.due(unreadable, "starts_at")(restore)  # type: ignore[type-var, arg-type]
    tick(move_on)
    window(clock, "fine", minutes=1)
    clock.forward(minutes=2)
    assert counts() == {"fine": 1}


def test_effects_outside_are_claimed_first_and_come_back_after_a_crash(tick: Any, clock: Clock) -> None:
    runs: list[int] = []

    def send(row: Job) -> None:
        runs.append(row.attempts)
        if len(runs) == 1:
            raise KeyboardInterrupt  # the worker is killed in the middle

        row.delete()

    engine.leased(lambda: Job.objects.filter(name="outside"), "due_at")(send)
    Job.objects.create(name="outside", due_at=clock.now() + timedelta(minutes=1))
    clock.set(clock.now() + timedelta(minutes=2))
    with pytest.raises(KeyboardInterrupt):
        engine.turn(inside=False)
    clock.set(clock.now() + LEASE / 2)
    engine.turn(inside=False)
    assert runs == [1]
    clock.set(clock.now() + LEASE)
    engine.turn(inside=False)
    assert runs == [1, 2]
