"""The benchmark itself, in miniature: what it seeds can be asked, and what it counts is right."""

import json
import os
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bench import client, report
from bench.measuring import Found, Row
from bench.processes import ROOT, first_answer, free_port, running
from tests.made_once import put_tables


@pytest.mark.slow
def test_a_seeded_database_has_what_it_says(tmp_path: Path) -> None:
    environment = {**os.environ, "TURNOUT_DATA": str(tmp_path), "DATABASE_URL": ""}
    put_tables(tmp_path)
    subprocess.run([sys.executable, "-m", "bench.seed", "70"], check=True, cwd=ROOT, env=environment)
    said = subprocess.run(
        [sys.executable, "-m", "bench.install", "numbers"],
        check=True, cwd=ROOT, env=environment, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert json.loads(said.stdout) == {"count": 70, "least": 1, "most": 70, "counter": 70, "jobs": 0}
    with sqlite3.connect(tmp_path / "turnout.sqlite3") as database:
        words = "SELECT count(*) FROM incident_search WHERE incident_search MATCH 'at'"
        assert database.execute(words).fetchone() == (70,)


@pytest.mark.slow
def test_the_client_counts_answers_and_errors(tmp_path: Path) -> None:
    port = free_port()
    with running("bench.bare", str(port), "1", environment={}, log=tmp_path / "log"):
        first_answer(port, "/")
        right, wrong = (
            client.run(
                client.Job(
                    port, [{"method": "GET", "path": path}], [200], clients=2, seconds=60, warm=0, most=50
                )
            )
            for path in ("/", "/nowhere/")
        )
    assert len(right.took) == 50 and not right.errors
    assert wrong.errors == 50 and not wrong.took


def test_the_report_says_what_was_aimed_at_and_found() -> None:
    def row(count: int, alone: float) -> Row:
        return Row("postgres", count, "list", "list", 410, 30, 50, alone, alone + 1, 0, "")

    found = {
        ("postgres", count): Found([row(count, alone)], {}) for count, alone in ((1000, 10), (10**6, 18))
    }
    grown = {"postgres": {"list": 1.8}}
    run = report.Run(["bin/bench"], datetime.now(UTC), 60, ["PostgreSQL 15"], found, {}, grown)
    text = report.document(run)
    assert "1.80 × (list)" in text and "410/s" in text
    assert text.count("**no**") == 1


def test_the_report_says_how_much_of_the_plainest_is_left() -> None:
    rows = [
        Row("sqlite", 1000, key, name, rate, 30, 50, 10, 11, 0, "")
        for key, name, rate in (("plain", "a plain list", 200), ("list", "our list", 150))
    ]
    run = report.Run(["bin/bench"], datetime.now(UTC), 60, [], {("sqlite", 1000): Found(rows, {})}, {})
    assert ["our list", "sqlite", "1,000", "a plain list", "150 : 200", "75%"] in [
        [cell.strip() for cell in line.strip("|").split("|")] for line in report.floors(run).splitlines()
    ]
