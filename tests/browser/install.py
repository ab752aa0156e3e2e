"""A running Turnout in a folder of its own: real processes, and a hand in its database."""

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar, cast

from tests.made_once import put_demo, put_tables
from tests.processes import ROOT, answers, children, free_port, start, surroundings, until

T = TypeVar("T")


class Install:
    """`turnout start` on a free port. `do()` runs a function of scene.py with this install's settings."""

    def __init__(self, data: Path, *, demo: bool = False) -> None:
        self.data, self.port = data, free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = surroundings(data, TURNOUT_URL=self.address, TURNOUT_DEMO="yes" if demo else "no")
        (put_demo if demo else put_tables)(data)
        with (data / "log").open("wb") as log:
            self.process = start("start", "--port", self.port, environment=self.environment, log=log)
        self.hand = subprocess.Popen(
            [sys.executable, "-m", "tests.browser.hand"],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        try:
            until(lambda: self.process.poll() is not None or self.answers(), "it never started")
            assert self.process.poll() is None, (data / "log").read_text()
        except BaseException:
            self.stop()
            raise

    def do(self, function: Callable[..., T], *values: Any, **more: Any) -> T:
        assert self.hand.stdin and self.hand.stdout
        pickle.dump((function, values, more), self.hand.stdin)
        self.hand.stdin.flush()
        fine, answer = pickle.load(self.hand.stdout)
        assert fine, answer
        return cast(T, answer)

    def answers(self) -> bool:
        return answers(self.address, "/sign-in/")

    def lose(self, name: str) -> None:
        """Kill web or worker; `turnout start` brings it back a moment later."""
        os.kill(children(self.data)[name], signal.SIGKILL)
        until(lambda: not self.answers(), "it lived on")

    def stop(self) -> None:
        self.hand.kill()
        self.hand.wait()
        self.process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=20)
        self.process.kill()
