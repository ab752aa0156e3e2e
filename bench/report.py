"""The table, and what was aimed at beside what was found."""

import os
import platform
import shlex
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import django
import uvicorn

from bench.measuring import CLIENTS, Found, Row

PAGES = ("home", "list", "all", "common", "rare", "incident", "part", "alike", "preview", "json")
TYPING = ("alike", "preview")  # asked while somebody writes
FLOORS = {
    "list": "plain",
    "all": "plain",
    "json": "plain-json",
    "message": "plain-write",
    "create": "plain-write",
}


@dataclass
class Run:
    """One run of bin/bench."""

    command: list[str]
    began: datetime
    seconds: float
    versions: list[str]
    found: dict[tuple[str, int], Found]
    start: dict[str, float]
    growth: dict[str, dict[str, float]] = field(default_factory=dict)  # by database and page: times as long

    def row(self, database: str, count: int, key: str) -> Row | None:
        found = self.found.get((database, count))
        return next((row for row in found.rows if row.key == key), None) if found else None

    @property
    def databases(self) -> list[str]:
        return list(dict.fromkeys(database for database, _count in self.found))

    @property
    def counts(self) -> list[int]:
        return sorted({count for _database, count in self.found})


def machine(versions: Iterable[str]) -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.partition(": ")[2] for line in lines if line.startswith("model name")), "")
    parts = [
        f"{os.cpu_count()} cores ({model or platform.machine()})", f"{memory:.0f} GiB",
        f"{platform.system()} {platform.release().split('-')[0]}", f"Python {platform.python_version()}",
        f"Django {django.__version__}", f"uvicorn {uvicorn.__version__}", *versions,
    ]  # fmt: skip
    return " · ".join(parts)


def table(lines: list[list[str]]) -> str:
    """Markdown whose columns also line up as plain text."""
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]

    def drawn(line: list[str]) -> str:
        return (
            "| "
            + " | ".join(
                cell.ljust(width) if column < 2 else cell.rjust(width)
                for column, (cell, width) in enumerate(zip(line, widths, strict=True))
            )
            + " |"
        )

    rule = (
        "|"
        + "|".join("-" * (width + 1) + ("-" if column < 2 else ":") for column, width in enumerate(widths))
        + "|"
    )
    return "\n".join([drawn(lines[0]), rule, *(drawn(line) for line in lines[1:])])


def main_table(run: Run) -> str:
    lines = [
        [
            "what",
            "on",
            "incidents",
            "req/s",
            "of bare",
            "p50 ms",
            "p99 ms",
            "alone p50",
            "alone p95",
            "errors",
        ]
    ]
    keys = list(dict.fromkeys(row.key for found in run.found.values() for row in found.rows))
    for key in keys:
        for database in run.databases:
            for count in run.counts:
                row = run.row(database, count, key)
                if row is not None:
                    lines.append([
                        row.name, database, f"{count:,}", f"{row.rate:,.0f}",
                        f"{row.of_bare:.0%}" if row.of_bare else "", f"{row.p50:.1f}", f"{row.p99:.1f}",
                        f"{row.alone_p50:.1f}", f"{row.alone_p95:.1f}", str(row.errors),
                    ])  # fmt: skip
    return table(lines)


def aims(run: Run) -> str:
    lines = [["aim", "on", "found", "met"]]

    def add(aim: str, on: str, found: str, met: bool) -> None:
        lines.append([aim, on, found, "yes" if met else "**no**"])

    least, most = run.counts[0], run.counts[-1]
    for database in run.databases:
        for aim, found, met in _growth(run, database, least, most):
            add(aim, database, found, met)
        for aim, found, met in _facts(run, database):
            add(aim, database, found, met)
    for key, wanted in (("list", 400), ("json", 1000), ("create", 300)):
        row = run.row("postgres", most, key)
        if row:
            add(
                f"{row.name}: {wanted}/s, {CLIENTS} clients, two processes",
                "postgres",
                f"{row.rate:.0f}/s",
                row.rate >= wanted,
            )
    return table(lines)


def _growth(run: Run, database: str, least: int, most: int) -> Iterable[tuple[str, str, bool]]:
    alone = {key: row for key in PAGES if (row := run.row(database, most, key))}
    if grown := run.growth.get(database):
        worst = max(grown, key=lambda key: grown[key])
        yield (
            f"any page at {most:,} within 1.5 × its time at {least:,}",
            f"{grown[worst]:.2f} × ({alone[worst].name})", grown[worst] <= 1.5,
        )  # fmt: skip
    for key in TYPING:
        if key in alone:
            p95 = alone[key].alone_p95
            yield f"{alone[key].name}: p95 under 50 ms at {most:,}", f"{p95:.1f} ms", p95 < 50
    if alone:
        slowest = max(alone.values(), key=lambda row: row.alone_p95)
        yield (
            f"p95 under 50 ms alone at {most:,}", f"{slowest.alone_p95:.1f} ms ({slowest.name})",
            slowest.alone_p95 < 50,
        )  # fmt: skip


def growth(run: Run) -> str:
    """How many times as long each page takes on the largest install as on the smallest."""
    lines = [["page", *run.growth]]
    for key in PAGES:
        if any(key in grown for grown in run.growth.values()):
            name = next(row.name for found in run.found.values() for row in found.rows if row.key == key)
            lines.append(
                [name, *(f"{grown[key]:.2f} ×" if key in grown else "" for grown in run.growth.values())]
            )
    return table(lines) if len(lines) > 1 else ""


def _facts(run: Run, database: str) -> Iterable[tuple[str, str, bool]]:
    for (name, count), found in run.found.items():
        facts = found.facts
        if name != database:
            continue
        if numbers := facts.get("numbers"):
            good = numbers["count"] == numbers["most"] == numbers["counter"] and numbers["least"] == 1
            created = numbers["most"] - count - 1
            errors = sum(row.errors for row in found.rows if row.key == "create")
            yield (
                f"every number once, none skipped, no error ({count:,})",
                f"{created:,} created, {errors} errors, {numbers['most'] - numbers['count']} numbers skipped",
                good and not errors,
            )  # fmt: skip
        if "MiB web and worker" in facts and count == run.counts[-1]:
            mib = facts["MiB web and worker"]
            yield f"web and worker under 250 MiB PSS ({count:,})", f"{mib:.0f} MiB", mib < 250
        if live := facts.get("live"):
            yield (
                f"live: {live['streams']:,} streams, commit to 99 % of them",
                f"{live['median'] * 1000:.0f} ms, at worst {live['worst'] * 1000:.0f} ms; "
                f"{live['KiB each']:.0f} KiB a stream",
                live["worst"] < 2,
            )  # fmt: skip


def floors(run: Run) -> str:
    """What the plainest Django answers in the same run, and how much of that ours does."""
    lines = [["what", "on", "incidents", "beside", "req/s", "of it"]]
    for key, floor in FLOORS.items():
        for database, count in run.found:
            ours, plain = run.row(database, count, key), run.row(database, count, floor)
            if ours and plain:
                lines.append([
                    ours.name, database, f"{count:,}", plain.name, f"{ours.rate:,.0f} : {plain.rate:,.0f}",
                    f"{ours.rate / plain.rate:.0%}",
                ])  # fmt: skip
    return table(lines) if len(lines) > 1 else ""


def others(run: Run) -> str:
    lines = [["what", "found"]]
    lines += [
        [f"`turnout start`, {name}: to the first answer", f"{seconds:.1f} s"]
        for name, seconds in run.start.items()
    ]
    for (_database, _count), found in run.found.items():
        page = found.facts.get("page")
        if page:
            total = page["HTML gz"] + page["CSS gz"] + page["JS gz"]
            lines.append([
                "bytes of the first page (home), gzip",
                f"{total:,}: HTML {page['HTML gz']:,} ({page['HTML']:,} as sent), CSS {page['CSS gz']:,}, "
                f"JS {page['JS gz']:,}; {page['files']} files",
            ])  # fmt: skip
            break
    return table(lines) if len(lines) > 1 else ""


def document(run: Run) -> str:
    return (
        f"""# Benchmarks

How fast the main pages and verbs are, however much history there is. One run, written by its command:

    {shlex.join(run.command)}

{run.began.astimezone(UTC):%Y-%m-%d %H:%M} UTC, {run.seconds / 60:.0f} minutes. {machine(run.versions)}.

{CLIENTS} clients, each with one connection, on the same machine as everything else; “alone” is one client.
The company has 10,000 people in 250 teams and 500 rules about who is told.
SQLite: one web process; PostgreSQL with its default settings: two. A worker runs beside them and does what
the writes cause. Those who ask may respond but see nothing private; one in a thousand incidents is going on
(at least sixty), and the one whose page is asked for has twenty messages. “Of bare” compares with a Django
view that answers two letters, behind the same server in the same run. The limit on how much one person
writes is off, since one person writes for all. Read ranges, not digits: repeats differ by a tenth on a quiet
machine and by much more on a busy one. What keeps lists cheap: docs/decisions/0010-kept-kinds.md and
0015-revisions.md.

{main_table(run)}

## Beside the plainest Django

What Django's own tutorial would write, on the same tables behind the same server: a page of 25 rows, the same
in JSON, one row written. No permissions, no search, no events, nothing live (`bench/plain.py`).

{floors(run)}

## How it grows

How many times as long a page takes with the most incidents as with the fewest: one client, by turns on two
installs that run side by side. What is going on grows as well: from sixty to one in a thousand.

{growth(run)}

## Against what we aimed at

Why three of these are out of reach on two cores, and what holds instead: docs/decisions/0018-speed.md.

{aims(run)}

{others(run)}
""".rstrip()
        + "\n"
    )
