"""Real `turnout web` and `turnout worker` processes on a data folder of their own, made to be killed."""

import json
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg

from tests.chaos.ledger import Ledger
from tests.made_once import put_tables
from tests.processes import ROOT, answers, free_port, start, surroundings, until

NAMES = ("web", "worker")
STARTS_WITHIN = 300.0


class House:
    """One install. `database` is a postgres:// URL, or empty for SQLite in the data folder."""

    def __init__(self, data: Path, database: str = "", **settings: str) -> None:
        data.mkdir(exist_ok=True)
        if not database:
            put_tables(data)
        self.data, self.database, self.port = data, database, free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = data.with_name(f"{data.name}.log").open("ab")
        ours = {"TURNOUT_URL": self.address, "TURNOUT_WRITES_PER_MINUTE": "0", "DATABASE_URL": database}
        self.environment = surroundings(data, **ours | settings)
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.keys: dict[str, dict[str, str]] = {}
        self.severity = ""

    def seed(self) -> None:
        made = json.loads(self.python("tests.chaos.seed"))
        self.keys, self.severity = made["keys"], made["severity"]

    def python(self, module: str, given: Any = None) -> str:
        """Run a module of ours on this install's data; answers what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", module],
            cwd=ROOT,
            env=self.environment,
            input=json.dumps(given),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def audit(self, ledger: Ledger) -> dict[str, Any]:
        """What is there, held against what was promised."""
        found: dict[str, Any] = json.loads(self.python("tests.chaos.audit", ledger.copy()))
        return found

    def turnout(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "turnout", *map(str, arguments)],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def start(self, *names: str) -> None:
        """Start these processes and wait until they serve."""
        for name in names or NAMES:
            options = ["--port", self.port] if name == "web" else []
            self.running[name] = start(name, *options, environment=self.environment, log=self.log)
        if "web" in (names or NAMES):
            self.wait_for_web()

    def wait_for_web(self) -> None:
        def serves() -> bool:
            assert self.running["web"].poll() is None, "the web process died by itself"
            return answers(self.address, "/sign-in/")

        until(serves, "the web process doesn't answer", STARTS_WITHIN, pause=0.05)

    def kill(self, name: str) -> None:
        """No goodbye: SIGKILL."""
        process = self.running.pop(name)
        assert process.poll() is None, f"{name} died by itself"
        process.send_signal(signal.SIGKILL)
        process.wait()

    def close(self) -> None:
        for process in self.running.values():
            process.kill()
            process.wait()
        self.running.clear()
        self.log.close()

    def sql(self, statement: str) -> list[Any]:
        """One statement on the database, past the house."""
        if self.database:
            with psycopg.connect(self.database, autocommit=True) as line:
                cursor = line.execute(statement)  # type: ignore[call-overload]
                return cursor.fetchall() if cursor.description else []
        with closing(sqlite3.connect(self.data / "turnout.sqlite3", timeout=30)) as file:
            rows = file.execute(statement).fetchall()
            file.commit()
            return rows

    def let_leases_end(self) -> None:
        """Time passes: what a dead worker had claimed, or wanted to try later, is due."""
        assert "worker" not in self.running
        for table in ("jobs_job", "notify_delivery"):
            self.sql(f"UPDATE {table} SET due_at = created_at WHERE due_at IS NOT NULL")

    def owes(self) -> int:
        """Reactions and deliveries not yet done."""
        jobs = self.sql("SELECT count(*) FROM jobs_job WHERE due_at IS NOT NULL")[0][0]
        return int(jobs + self.sql("SELECT count(*) FROM notify_delivery WHERE due_at IS NOT NULL")[0][0])

    def settle(self, within: float = 600.0) -> None:
        """Wait until nothing is owed any more."""
        until(lambda: not self.owes(), "the worker doesn't get done", within)
