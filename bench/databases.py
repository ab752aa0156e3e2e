"""Seeded databases, kept between runs; every measurement gets a copy of its own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.processes import ROOT, free_port
from turnout.config.postgres import tool

KEPT = Path("/tmp/turnout-bench")
VERSION = "6"  # of what bench.seed makes; a new one makes kept databases again
ADMIN = "postgres"

# Debian's defaults (fsync and synchronous_commit on), with room for the log of the seeding.
SETTINGS = ["max_wal_size=4GB", "max_connections=100"]


class Sqlite:
    """One web process; the database is a file."""

    name, workers = "sqlite", 1

    def version(self) -> str:
        import sqlite3

        return f"SQLite {sqlite3.sqlite_version}"

    def ready(self, count: int) -> dict[str, str]:
        """Environment of an install with `count` incidents, as new."""
        stamp = _stamp()
        kept, copy = KEPT / f"sqlite-{count}-{stamp}", KEPT / f"sqlite-{count}-copy"
        if not (kept / "seeded").exists():
            shutil.rmtree(kept, ignore_errors=True)
            seed(count, {"TURNOUT_DATA": str(kept), "DATABASE_URL": ""})
            (kept / "seeded").touch()
        _tidy(f"sqlite-{count}-", keep=kept)
        copy.mkdir(parents=True)
        shutil.copyfile(kept / "turnout.sqlite3", copy / "turnout.sqlite3")
        return {"TURNOUT_DATA": str(copy), "DATABASE_URL": ""}


class Postgres:
    """Two web processes; a server of our own, started for the length of the run."""

    name, workers = "postgres", 2

    def __init__(self, port: int) -> None:
        self.port = port

    def version(self) -> str:
        return self.sql("SHOW server_version", ADMIN).split()[0].join(["PostgreSQL ", ""])

    def url(self, database: str) -> str:
        return f"postgres://turnout@127.0.0.1:{self.port}/{database}"

    def sql(self, statement: str, database: str = ADMIN) -> str:
        command = [tool("psql"), "-qtAX", "-v", "ON_ERROR_STOP=1", "-c", statement, self.url(database)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    def ready(self, count: int) -> dict[str, str]:
        stamp = _stamp()
        kept, copy, data = f"seeded_{count}_{stamp}", f"copy_{count}", KEPT / f"postgres-{count}-copy"
        there = self.sql("SELECT datname FROM pg_database").split()
        if f"{kept}" not in there:
            self.sql(f"DROP DATABASE IF EXISTS half_{count}")
            self.sql(f"CREATE DATABASE half_{count}")
            seed(count, {"TURNOUT_DATA": str(data), "DATABASE_URL": self.url(f"half_{count}")})
            self.sql(f"ALTER DATABASE half_{count} RENAME TO {kept}")
        for old in there:
            if old == copy or (old.startswith(f"seeded_{count}_") and old != kept):
                self.sql(f"DROP DATABASE {old} WITH (FORCE)")
        self.sql(f"CREATE DATABASE {copy} TEMPLATE {kept} STRATEGY FILE_COPY")
        return {"TURNOUT_DATA": str(data), "DATABASE_URL": self.url(copy)}


def seed(count: int, environment: dict[str, str]) -> None:
    print(f"  seeding {count:,} incidents", file=sys.stderr, flush=True)
    command = [sys.executable, "-m", "bench.seed", str(count)]
    subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, **environment})


def _stamp() -> str:
    """Names what a seeded database was made with: another schema needs another."""
    files = sorted(ROOT.glob("turnout/**/migrations/0*.py"))
    return f"{VERSION}_{len(files)}_{sum(file.stat().st_size for file in files)}"


def _tidy(prefix: str, keep: Path) -> None:
    for old in KEPT.glob(f"{prefix}*"):
        if old != keep:
            shutil.rmtree(old)


@contextmanager
def postgres() -> Iterator[Postgres]:
    """Start the server whose databases are kept in KEPT."""
    KEPT.mkdir(mode=0o755, exist_ok=True)
    folder, port = KEPT / "postgres", free_port()
    data = folder / "data"
    if not folder.exists():
        folder.mkdir()
        if os.geteuid() == 0:  # root can't run PostgreSQL, so it lends the folder
            shutil.chown(folder, "postgres", "postgres")
        _run("initdb", f"--pgdata={data}", "--auth=trust", "--username=turnout", "--encoding=UTF8")
    settings = " ".join(
        f"-c {each}" for each in [*SETTINGS, f"port={port}", f"unix_socket_directories={folder}"]
    )
    _run("pg_ctl", "start", "--wait", f"--pgdata={data}", f"--log={folder / 'log'}", f"--options={settings}")
    try:
        yield Postgres(port)
    finally:
        _run("pg_ctl", "stop", "--mode=fast", f"--pgdata={data}")


def _run(program: str, *arguments: str) -> None:
    command = [tool(program), *arguments]
    if os.geteuid() == 0:
        command = ["runuser", "-u", "postgres", "--", *command]
    done = subprocess.run(command, cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if done.returncode:
        raise RuntimeError(f"{program} failed: {done.stdout.decode(errors='replace')}")
