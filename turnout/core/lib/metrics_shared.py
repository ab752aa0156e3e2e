"""The counts of every process on this machine, added up.

Whoever asks for metrics reaches one process of several, and a worker answers no requests at all. So each
process writes what it counted to a file of its own every few seconds, and the one asked adds the files up.
Files and not shared memory: on a full disk a write fails here, where a mapped page would end the process.
"""

import json
import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from prometheus_client import Metric, ProcessCollector

from turnout.core.lib.metrics import counted

WRITE_EVERY = 10.0  # seconds
LIVING = 35.0  # seconds since a process wrote, after which it must be gone
MOST_GONE = 40  # files of processes that are gone; what they counted is kept until then
OF_A_PROCESS = {
    "turnout_process_cpu_seconds",
    "turnout_process_resident_memory_bytes",
    "turnout_process_open_fds",
}

_process = ProcessCollector(namespace="turnout", registry=None)


class Shared:
    """The folder, and this process's file in it."""

    def __init__(self, role: str, folder: Path) -> None:
        self.role = role
        self.folder = folder
        self.file = folder / f"{socket.gethostname()}-{os.getpid()}.json"
        self.stop = threading.Event()
        self.one_at_a_time = threading.Lock()
        self.writer = threading.Thread(target=self._write_often, name="metrics", daemon=True)

    def begin(self) -> None:
        """Start with a tidy folder, and write from now on."""
        with suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._tidy()
        self.write()
        self.writer.start()

    def end(self) -> None:
        self.stop.set()
        self.write()

    def write(self) -> None:
        """Write down what was counted so far. Where that can't be done, the next time will do."""
        part = self.file.with_suffix(".part")
        with self.one_at_a_time, suppress(OSError):
            own = (each for each in _process.collect() if each.name in OF_A_PROCESS)
            families = [_plain(each) for each in (*counted.collect(), *own)]
            part.write_text(json.dumps({"role": self.role, "families": families}))
            part.replace(self.file)

    def _write_often(self) -> None:
        while not self.stop.wait(WRITE_EVERY):
            self.write()

    def _tidy(self) -> None:
        """Alone: start from scratch. Otherwise remove only the oldest files of processes that ended."""
        files = sorted(self.folder.glob("*.json"), key=_written_at)
        gone = [path for path in files if not _is_living(path)]
        for path in gone if len(gone) == len(files) else gone[:-MOST_GONE]:
            path.unlink(missing_ok=True)


_shared: Shared | None = None


def begin(role: str, folder: Path) -> None:
    """This process is a `role` (web, worker), and counts together with those that share `folder`."""
    global _shared
    _shared = Shared(role, folder)
    _shared.begin()


def end() -> None:
    if _shared is not None:
        _shared.end()


def added_up() -> list[Metric]:
    """The counts of all processes of this machine; of this one alone, where it shares no folder."""
    if _shared is None:
        return list(counted.collect())
    _shared.write()
    return add_up(_shared.folder)


def add_up(folder: Path) -> list[Metric]:
    """A process that is gone still counts for what it counted, no longer for what it held."""
    families: dict[str, Metric] = {}
    sums: dict[str, dict[tuple[str, tuple[tuple[str, str], ...]], float]] = {}
    for name, kind, about, samples, living in _read(folder):
        if not living and kind == "gauge":
            continue
        families.setdefault(name, Metric(name, about, kind))
        total = sums.setdefault(name, {})
        for sample, labels, value in samples:
            key = (sample, tuple(labels.items()))
            total[key] = total.get(key, 0.0) + value
    for name, total in sums.items():
        for (sample, labels), value in total.items():
            families[name].add_sample(sample, dict(labels), value)
    return list(families.values())


def _read(folder: Path) -> Iterator[tuple[str, str, str, list[Any], bool]]:
    for path in sorted(folder.glob("*.json")):
        try:
            content, living = json.loads(path.read_text()), _is_living(path)
        except (OSError, ValueError):  # it went away, or isn't ours
            continue
        role = content["role"]
        yield "turnout_processes", "gauge", "Processes now running, by role.", _one(role), living
        for name, kind, about, samples in content["families"]:
            if name.startswith("turnout_process_"):
                samples = [(sample, {**labels, "role": role}, value) for sample, labels, value in samples]
            yield name, kind, about, samples, living


def _one(role: str) -> list[Any]:
    return [("turnout_processes", {"role": role}, 1.0)]


def _plain(family: Metric) -> tuple[str, str, str, list[Any]]:
    return (
        family.name,
        family.type,
        family.documentation,
        [(each.name, each.labels, each.value) for each in family.samples],
    )


def _written_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _is_living(path: Path) -> bool:
    return time.time() - _written_at(path) < LIVING
