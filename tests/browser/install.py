"""A running Turnout in a folder of its own: real processes, and a hand in its database."""

import os
import pickle
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar, cast

import httpx

ROOT = Path(__file__).resolve().parents[2]
T = TypeVar("T")


class Install:
    """`turnout start` on a free port. `do()` runs a function of scene.py with this install's settings."""

    def __init__(self, data: Path, *, demo: bool = False) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = {key: value for key, value in os.environ.items() if not key.startswith("TURNOUT_")}
        self.environment.pop("DATABASE_URL", None)
        self.environment |= {
            "TURNOUT_DATA": str(data),
            "TURNOUT_URL": self.address,
            "TURNOUT_DEMO": "yes" if demo else "no",
            "DJANGO_SETTINGS_MODULE": "turnout.config.settings",
        }
        data.mkdir(parents=True, exist_ok=True)
        with (data / "log").open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "turnout", "start", "--port", str(self.port)],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
            )
        self.hand = subprocess.Popen(
            [sys.executable, "-m", "tests.browser.hand"],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        until(lambda: self.process.poll() is not None or self.answers(), "it never started", seconds=180)
        assert self.process.poll() is None, (data / "log").read_text()

    def do(self, function: Callable[..., T], *values: Any, **more: Any) -> T:
        assert self.hand.stdin and self.hand.stdout
        pickle.dump((function, values, more), self.hand.stdin)
        self.hand.stdin.flush()
        fine, answer = pickle.load(self.hand.stdout)
        assert fine, answer
        return cast(T, answer)

    def answers(self) -> bool:
        with suppress(httpx.TransportError):
            return httpx.get(f"{self.address}/sign-in/", timeout=5).status_code < 500
        return False

    def pid_of(self, name: str) -> int:
        """The process id of web or worker, from what the system knows of the parent's children."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return next(int(pid) for pid in children if f"\0{name}" in Path(f"/proc/{pid}/cmdline").read_text())

    def lose(self, name: str) -> None:
        """Kill web or worker; `turnout start` brings it back a moment later."""
        os.kill(self.pid_of(name), signal.SIGKILL)
        until(lambda: not self.answers(), "it lived on")

    def stop(self) -> None:
        self.hand.kill()
        self.hand.wait()
        self.process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=20)
        self.process.kill()


def until(holds: Callable[[], Any], otherwise: str, seconds: float = 30) -> None:
    began = time.monotonic()
    while not holds():
        assert time.monotonic() - began < seconds, otherwise
        time.sleep(0.1)


def free_port() -> int:
    """Below the range the system hands out by itself, and by chance: test processes look at the same time."""
    while True:
        port = random.randrange(20000, 24000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
