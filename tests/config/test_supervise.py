"""Children come back when they die or hang, forked or started anew. (tests/test_start.py has real ones.)"""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.processes import until
from turnout.config import supervise
from turnout.config.supervise import Child
from turnout.core.lib import watchdog


def leave_a_mark(folder: str) -> None:
    (Path(folder) / str(time.monotonic_ns())).touch()
    time.sleep(60)


@pytest.mark.once
def test_a_child_that_starts_anew_comes_back_when_it_dies_and_ends_when_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervise, "_family", multiprocessing.get_context("spawn"))
    child = Child("sleeper", leave_a_mark, (str(tmp_path),))

    def marks() -> int:
        child.look_after()
        return len([*tmp_path.iterdir()])

    try:
        until(lambda: marks() == 1, "it never started")
        assert child.process
        child.process.kill()
        until(lambda: marks() == 2, "it stayed away")
    finally:
        child.ask_to_stop()
        child.wait_or_kill(time.monotonic() + 10)
    assert child.process
    assert not child.process.is_alive()


def fall_asleep(folder: str) -> None:
    leave_a_mark(folder)


def be_stopped(folder: str) -> None:
    (Path(folder) / str(time.monotonic_ns())).touch()
    os.kill(os.getpid(), signal.SIGSTOP)


def have_one_thread_hang(folder: str) -> None:
    """Like a worker: one of its threads goes on, the other waits for a lock that nobody ever lets go of."""
    (Path(folder) / str(time.monotonic_ns())).touch()
    lock = threading.Lock()
    lock.acquire()

    def turn(stop_at: int) -> None:
        for count in range(10_000):
            watchdog.moved()
            lock.acquire() if count == stop_at else time.sleep(0.01)

    threads = [threading.Thread(target=turn, args=(at,), daemon=True) for at in (20_000, 5)]
    for each in threads:
        each.start()
    while True:
        time.sleep(0.05)
        watchdog.beat_if_all_moved(threads)


def go_on(folder: str) -> None:
    (Path(folder) / str(time.monotonic_ns())).touch()
    while True:
        watchdog.beat()
        time.sleep(0.05)


@pytest.mark.once
@pytest.mark.parametrize("hang", [fall_asleep, be_stopped, have_one_thread_hang])
def test_a_child_that_hangs_is_ended_and_comes_back(tmp_path: Path, hang: Callable[[str], None]) -> None:
    child = Child("hanging", hang, (str(tmp_path),), silence=1.0)

    def marks() -> int:
        child.look_after()
        return len([*tmp_path.iterdir()])

    try:
        until(lambda: marks() >= 2, "it hung for good")
    finally:
        if child.process:
            child.process.kill()


@pytest.mark.once
def test_a_child_that_works_is_left_alone(tmp_path: Path) -> None:
    child = Child("working", go_on, (str(tmp_path),), silence=2.0)
    end = time.monotonic() + 5
    try:
        while time.monotonic() < end:
            child.look_after()
            time.sleep(0.1)
        assert len([*tmp_path.iterdir()]) == 1
        child.looked_at -= 60  # this process was stopped, not the child
        child.heard_at -= 60
        child.look_after()
        assert child.process and child.process.is_alive()
    finally:
        if child.process:
            child.process.kill()
