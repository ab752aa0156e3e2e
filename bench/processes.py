"""Real processes of an install, started and ended by the benchmark."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STARTS_WITHIN = 300.0
HOST = "127.0.0.1"


def free_port() -> int:
    """A port below the range the system hands out by itself."""
    for port in range(21000, 24000):
        with socket.socket() as probe, suppress(OSError):
            probe.bind((HOST, port))
            return port
    raise RuntimeError("no port is free")


@contextmanager
def running(*arguments: str, environment: Mapping[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`python -m …` until the block ends, in a session of its own so that its children end with it."""
    with log.open("ab") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", *arguments],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def first_answer(port: int, path: str = "/sign-in/") -> float:
    """Ask until something answers; the seconds that took."""
    began = time.monotonic()
    while time.monotonic() - began < STARTS_WITHIN:
        with suppress(OSError), socket.create_connection((HOST, port), timeout=5) as line:
            line.sendall(f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode())
            if line.recv(12).startswith(b"HTTP/1.1 "):
                return time.monotonic() - began
        time.sleep(0.01)
    raise RuntimeError(f"nothing answered on port {port}")


def family(pid: int) -> list[int]:
    """The process and everything it started."""
    found = [pid]
    for each in found:
        with suppress(OSError):
            for task in Path(f"/proc/{each}/task").iterdir():
                found += [int(child) for child in (task / "children").read_text().split()]
    return found


def memory(*processes: "subprocess.Popen[bytes]") -> float:
    """MiB that these processes and theirs take, shared pages counted in parts (PSS)."""
    total = 0
    for process in processes:
        for pid in family(process.pid):
            with suppress(OSError):
                found = re.search(
                    r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE
                )
                total += int(found[1]) if found else 0
    return total / 1024


def environment_for(port: int, more: Mapping[str, str]) -> dict[str, str]:
    return {
        **more,
        "TURNOUT_URL": f"http://{HOST}:{port}",
        "TURNOUT_HOSTS": "127.0.0.1 localhost",
        "TURNOUT_DEMO": "no",
        "TURNOUT_DEBUG": "no",
        "TURNOUT_LOG_FORMAT": "json",
        "TURNOUT_WRITES_PER_MINUTE": "0",  # one person writes for all
    }
