"""Where forking isn't safe, children start anew. (tests/test_start.py has them forked.)"""

import multiprocessing
import time
from pathlib import Path

import pytest

from tests.processes import until
from turnout.config import supervise
from turnout.config.supervise import Child


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
