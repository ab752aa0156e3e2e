"""What is made once in a run and then copied: a database with all its tables, an install with the demo."""

import atexit
import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg

from tests.processes import ROOT, surroundings

NAME = "TURNOUT_TEST_MADE_ONCE"
TABLES = "import django; django.setup(); from django.core.management import call_command as call; "
TABLES += "call('migrate', verbosity=0, interactive=False)"
DEMO = f"{TABLES}; from turnout.demo.build import build_demo; build_demo()"
TEMPLATE = "turnout_with_tables"


def put_tables(data: Path) -> None:
    """An install's empty folder gets a SQLite database of this version, with nothing in it."""
    data.mkdir(parents=True, exist_ok=True)
    shutil.copy(database_with_tables(), data / "turnout.sqlite3")


def database_with_tables() -> Path:
    return _once("tables", lambda folder: _run(TABLES, folder)) / "turnout.sqlite3"


def put_demo(data: Path) -> None:
    """An empty folder becomes an install that has the demo organization in it."""
    shutil.copytree(_once("demo", _build_demo), data, dirs_exist_ok=True)


def _build_demo(folder: Path) -> None:
    put_tables(folder)
    _run(DEMO, folder, TURNOUT_DEMO="yes")


def postgres_with_tables(cluster: str) -> str:
    """The name of a database to copy: CREATE DATABASE … TEMPLATE. cluster  the URL of a PostgreSQL"""
    with _only_one("postgres"), psycopg.connect(cluster, autocommit=True) as line:
        if not line.execute("SELECT FROM pg_database WHERE datname = %s", [TEMPLATE]).fetchall():
            line.execute("CREATE DATABASE turnout_making")
            url = f"{cluster.rsplit('/', 1)[0]}/turnout_making"
            _run(TABLES, home() / "postgres", DATABASE_URL=url)
            line.execute(f"ALTER DATABASE turnout_making RENAME TO {TEMPLATE}")  # type: ignore[call-overload]
    return TEMPLATE


def new_database(cluster: str) -> str:
    """The URL of another database of this PostgreSQL, with all the tables and nothing in them."""
    name, template = f"turnout_{uuid4().hex}", postgres_with_tables(cluster)
    with psycopg.connect(cluster, autocommit=True) as line:
        line.execute(f"CREATE DATABASE {name} TEMPLATE {template}")  # type: ignore[call-overload]
    return f"{cluster.rsplit('/', 1)[0]}/{name}"


def _once(name: str, make: Callable[[Path], None]) -> Path:
    """The folder of that name, whole: whoever comes first makes it, the others wait."""
    made = home() / name
    with _only_one(name):
        if not made.exists():
            making = made.with_suffix(".making")
            making.mkdir()
            make(making)
            making.rename(made)
    return made


def home() -> Path:
    """Where all of it lies: whoever asks first makes it, and every process started later has the same."""
    if NAME not in os.environ:
        os.environ[NAME] = tempfile.mkdtemp(prefix="turnout-made-once-")
        atexit.register(shutil.rmtree, os.environ[NAME], ignore_errors=True)
    return Path(os.environ[NAME])


@contextmanager
def _only_one(name: str) -> Iterator[None]:
    with (home() / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _run(code: str, folder: Path, **settings: str) -> None:
    folder.mkdir(exist_ok=True)
    command, environment = [sys.executable, "-c", code], surroundings(folder, **settings)
    done = subprocess.run(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    assert done.returncode == 0, done.stdout.decode(errors="replace")
