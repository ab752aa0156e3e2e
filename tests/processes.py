"""Real `turnout` processes for tests: a port, surroundings of their own, and waiting until they serve."""

import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import httpx

ROOT = Path(__file__).resolve().parents[1]


def free_port() -> int:
    """Below the range the system hands out by itself, and by chance: other tests look at the same time."""
    for _ in range(500):
        port = random.randrange(20_000, 32_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise RuntimeError("no port is free")


def surroundings(data: Path, **settings: str) -> dict[str, str]:
    """The environment of an install in this folder: no setting but these reaches it from outside."""
    outside = {key: value for key, value in os.environ.items() if not key.startswith("TURNOUT_")}
    outside.pop("DATABASE_URL", None)
    return {
        **outside,
        "DJANGO_SETTINGS_MODULE": "turnout.config.settings",
        "PYTHONPATH": str(ROOT),
        "TURNOUT_DATA": str(data),
        **settings,
    }


def start(
    *arguments: object, environment: dict[str, str], log: IO[bytes] | int = subprocess.DEVNULL
) -> subprocess.Popen[bytes]:
    """`turnout …` in the background."""
    command = [sys.executable, "-m", "turnout", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)


def answers(address: str, path: str = "/health/live") -> bool:
    """Whether somebody serves there, and not only with failures."""
    with suppress(httpx.TransportError):
        return httpx.get(f"{address}{path}", timeout=5).status_code < 500
    return False


def until(holds: Callable[[], Any], otherwise: str, seconds: float = 300, pause: float = 0.1) -> None:
    began = time.monotonic()
    while not holds():
        assert time.monotonic() - began < seconds, otherwise
        time.sleep(pause)


def children(data: Path) -> dict[str, int]:
    """Process ids of what `turnout start` runs on this folder, by name (web, worker)."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            name = (folder / "comm").read_text().strip()
            environment = (folder / "environ").read_bytes().split(b"\0")
            if name.startswith("turnout ") and f"TURNOUT_DATA={data}".encode() in environment:
                found[name.removeprefix("turnout ")] = int(folder.name)
    return found
