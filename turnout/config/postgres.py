"""Copying a PostgreSQL database out and in with its own tools."""

import os
import shutil
import subprocess
from pathlib import Path

from django.db import connection


class NoTools(Exception):
    """pg_dump and pg_restore aren't installed here."""


def tool(name: str) -> str:
    """The path of one of PostgreSQL's programs; Debian keeps them outside PATH."""
    found = shutil.which(name)
    if found:
        return found
    kept = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    if not kept:
        raise NoTools(
            f"{name} isn't installed here. Install PostgreSQL's client (Debian: postgresql-client)."
        )
    return str(kept[-1])


def dump(target: Path) -> None:
    _run("pg_dump", "--format=custom", "--no-owner", f"--file={target}")


def restore(source: Path) -> None:
    _run(
        "pg_restore",
        "--clean",
        "--if-exists",
        "--no-owner",
        "--single-transaction",
        "--exit-on-error",
        str(source),
    )


def _run(program: str, *arguments: str) -> None:
    wanted = connection.settings_dict
    places = {
        "host": wanted["HOST"],
        "port": wanted["PORT"],
        "username": wanted["USER"],
        "dbname": wanted["NAME"],
    }
    options = [f"--{name}={value}" for name, value in places.items() if value]
    secret = {"PGPASSWORD": wanted["PASSWORD"]} if wanted["PASSWORD"] else {}
    done = subprocess.run([tool(program), *options, *arguments], env={**os.environ, **secret}, check=False)
    if done.returncode:
        raise NoTools(f"{program} ended with {done.returncode}; what it said is above.")
