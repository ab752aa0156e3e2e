"""One install, measured: its pages and verbs under load and alone, live streams, start and size."""

import gzip
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any, Protocol
from urllib.parse import urljoin

import httpx

from bench.asked import Measure, bare, measures, plain, plain_write
from bench.processes import HOST, ROOT, environment_for, first_answer, free_port, memory, running

CLIENTS = 16
DRAINS_WITHIN = 30.0
TURNS = 7


class Database(Protocol):
    name: str
    workers: int

    def ready(self, count: int) -> dict[str, str]: ...


@dataclass
class Row:
    """One line of the table. Times in milliseconds."""

    database: str
    count: int
    key: str
    name: str
    rate: float
    p50: float
    p99: float
    alone_p50: float
    alone_p95: float
    errors: int
    wrong: str
    of_bare: float = 0.0


@dataclass
class Pace:
    """How long each measurement may take."""

    warm: float
    load: float
    alone: float
    streams: int
    rounds: int


@dataclass
class Found:
    """All that one run found out about one install; with what it can be started and asked again."""

    rows: list[Row]
    facts: dict[str, Any]
    environment: dict[str, str] = field(default_factory=dict)
    guests: dict[str, Any] = field(default_factory=dict)


def helper(module: str, *arguments: str, given: str = "", environment: dict[str, str] | None = None) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments], input=given, cwd=ROOT, check=True, text=True,
        stdout=subprocess.PIPE, env={**os.environ, **(environment or {})},
    )  # fmt: skip
    return json.loads(done.stdout)


def ask(port: int, measure: Measure, *, clients: int, seconds: float) -> dict[str, Any]:
    job = {
        "port": port, "requests": measure.requests, "status": measure.status, "clients": clients,
        "seconds": seconds, "warm": min(0.3, seconds / 4), "contains": measure.contains,
    }  # fmt: skip
    found: dict[str, Any] = helper("bench.client", given=json.dumps(job))
    return found


def at(took: list[float], share: float) -> float:
    return took[min(len(took) - 1, int(len(took) * share))] if took else 0.0


def row_of(database: Database, count: int, measure: Measure, port: int, pace: Pace) -> Row:
    ask(port, measure, clients=CLIENTS, seconds=pace.warm)  # templates are compiled, connections opened
    alone = ask(port, measure, clients=1, seconds=pace.alone)
    load = ask(port, measure, clients=CLIENTS, seconds=pace.load)
    took = load["took"]
    return Row(
        database.name, count, measure.key, measure.name, len(took) / max(load["seconds"], 0.001),
        at(took, 0.5), at(took, 0.99), at(alone["took"], 0.5), at(alone["took"], 0.95),
        alone["errors"] + load["errors"], alone["wrong"] or load["wrong"],
    )  # fmt: skip


def measure_beside(
    module: str, measures: list[Measure], database: Database, count: int, pace: Pace, log: Path, **more: str
) -> list[Row]:
    """What something simpler answers behind the same server, to be compared with."""
    port = free_port()
    with running(module, str(port), str(database.workers), environment=environment_for(port, more), log=log):
        first_answer(port, "/")
        return [row_of(database, count, measure, port, pace) for measure in measures]


@contextmanager
def install(database: Database, environment: dict[str, str], log: Path) -> Iterator[tuple[int, Any, Any]]:
    """Web and worker of an install, answering."""
    port = free_port()
    environment = environment_for(port, environment)
    web = ("turnout", "web", "--port", str(port), "--workers", str(database.workers))
    with running(*web, environment=environment, log=log) as pages:
        first_answer(port)
        with running("turnout", "worker", environment=environment, log=log) as worker:
            yield port, pages, worker


def measure_install(
    database: Database, count: int, pace: Pace, only: set[str], *, live: bool, log: Path
) -> Found:
    """Everything asked of a database with `count` incidents."""
    environment = database.ready(count)
    guests = helper("bench.install", "guests", str(pace.streams), environment=environment)
    facts: dict[str, Any] = {}
    rows: list[Row] = []

    def note(row: Row) -> None:
        rows.append(row)
        row.of_bare = row.rate / rows[0].rate if len(rows) > 1 else 0.0
        tell(row)

    for row in [
        *measure_beside("bench.bare", [bare()], database, count, pace, log),
        *measure_beside("bench.plain", plain(guests), database, count, pace, log, **environment),
    ]:
        note(row)
    with install(database, environment, log) as (port, web, worker):
        for measure in measures(guests):
            if not only or measure.key in only:
                note(row_of(database, count, measure, port, pace))
        facts["MiB web and worker"] = memory(web, worker)
        if "create" in {row.key for row in rows}:
            facts["numbers"] = drained(environment)
        if live:
            facts["live"] = measure_live(port, web, guests, pace, environment)
            facts["page"] = first_page(port, guests["sessions"][0])
    for row in measure_beside(
        "bench.plain", [plain_write(guests)], database, count, pace, log, **environment
    ):
        note(row)
    return Found(rows, facts, environment, guests)


def measure_growth(
    database: Database, small: Found, large: Found, pace: Pace, only: set[str], log: Path
) -> dict[str, float]:
    """How many times as long each page takes on the larger install: one client, by turns on both, so that a
    machine that slows down slows both."""
    grown = {}
    with (
        install(database, small.environment, log) as (one, *_rest),
        install(database, large.environment, log) as (other, *_rest),
    ):
        for each in (small, large):
            drained(each.environment)
        for here, there in zip(measures(small.guests), measures(large.guests), strict=True):
            if here.writes or (only and here.key not in only):
                continue
            took: dict[int, list[float]] = {one: [], other: []}
            for _turn in range(TURNS + 1):  # the first only warms
                for port, measure in ((one, here), (other, there)):
                    took[port].append(at(ask(port, measure, clients=1, seconds=pace.alone / 3)["took"], 0.5))
            grown[here.key] = median(took[other][1:]) / median(took[one][1:])
            print(f"  {here.name:<28}{grown[here.key]:9.2f} × as long", file=sys.stderr, flush=True)
    return grown


def drained(environment: dict[str, str]) -> dict[str, Any]:
    """What came of all the creating, once the worker has nothing left to do."""
    began = time.monotonic()
    while (found := helper("bench.install", "numbers", environment=environment))["jobs"]:
        if time.monotonic() - began > DRAINS_WITHIN:
            break
        time.sleep(0.5)
    return {**found, "drained": time.monotonic() - began}


def measure_live(port: int, web: Any, guests: Any, pace: Pace, environment: dict[str, str]) -> dict[str, Any]:
    before = memory(web)
    job = {
        "port": port, "sessions": guests["listeners"], "incident": guests["incident"], "rounds": pace.rounds,
    }  # fmt: skip
    command = [sys.executable, "-m", "bench.live"]
    with subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **environment}, text=True, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as client:  # fmt: skip
        assert client.stdin and client.stdout
        client.stdin.write(json.dumps(job) + "\n")
        client.stdin.flush()
        opened = json.loads(client.stdout.readline())
        kib = (memory(web) - before) * 1024 / max(opened["opened"], 1)
        client.stdin.write("\n")
        client.stdin.flush()
        took = sorted(json.loads(client.stdout.readline())["took"])
    return {
        "streams": opened["opened"], "opened in": opened["seconds"], "KiB each": kib,
        "median": at(took, 0.5), "worst": took[-1],
    }  # fmt: skip


def first_page(port: int, session: str) -> dict[str, int]:
    """Bytes that a first visit to home sends: the page itself, and its styles and scripts as compressed."""
    with httpx.Client(base_url=f"http://{HOST}:{port}", cookies={"turnout_session": session}) as client:
        page = client.get("/")
        wanted = re.findall(r'(?:<link rel="stylesheet"[^>]*href|<script[^>]*src)="([^"]+)"', page.text)
        seen: dict[str, int] = {}
        while wanted:
            path = wanted.pop()
            if path in seen:
                continue
            with client.stream("GET", path, headers={"Accept-Encoding": "gzip"}) as answer:
                seen[path] = sum(len(part) for part in answer.iter_raw())
            if path.endswith(".js"):
                text = client.get(path).text
                wanted += [urljoin(path, each) for each in re.findall(r'(?:from|import) ?"(\./[^"]+)"', text)]
    return {
        "HTML": len(page.content),
        "HTML gz": len(gzip.compress(page.content)),
        "CSS gz": sum(size for path, size in seen.items() if ".css" in path),
        "JS gz": sum(size for path, size in seen.items() if ".js" in path),
        "files": len(seen),
    }


def measure_start(folder: Path, log: Path) -> dict[str, float]:
    """Seconds from the command to the first answer: in an empty folder, and again."""
    took = {}
    for name in ("first ever", "again"):
        port = free_port()
        environment = environment_for(port, {"TURNOUT_DATA": str(folder), "DATABASE_URL": ""})
        began = time.monotonic()
        with running("turnout", "start", "--no-demo", "--port", str(port), environment=environment, log=log):
            first_answer(port)
            took[name] = time.monotonic() - began
    return took


def tell(row: Row) -> None:
    print(
        f"  {row.name:<28}{row.rate:9.0f}/s  p50 {row.p50:7.1f}  p99 {row.p99:7.1f}  alone p95"
        f" {row.alone_p95:7.1f} ms  {row.of_bare:5.0%} of bare  {row.errors or ''} {row.wrong[:99]}".rstrip(),
        file=sys.stderr, flush=True,
    )  # fmt: skip
