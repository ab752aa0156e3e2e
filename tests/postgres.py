"""A PostgreSQL of our own for the length of a test run, in a folder that goes with it."""

import getpass
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.processes import free_port
from turnout.config.postgres import NoTools, tool

# Nothing here has to survive a power cut.
QUICK = [
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=60",
    "shared_buffers=64MB",
]


def is_installed() -> bool:
    with suppress(NoTools):
        tool("initdb")
        return True
    return False


@contextmanager
def cluster() -> Iterator[str]:
    """Make and start one; gives its DATABASE_URL. Root can't run PostgreSQL, so it lends it to `postgres`."""
    folder = Path(tempfile.mkdtemp(prefix="turnout-postgres-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    data, port = folder / "data", free_port()
    try:
        _run(
            "initdb", f"--pgdata={data}", "--auth=trust", "--username=turnout", "--encoding=UTF8", "--no-sync"
        )
        settings = " ".join(
            f"-c {each}" for each in [*QUICK, f"port={port}", f"unix_socket_directories={folder}"]
        )
        _run(
            "pg_ctl",
            "start",
            "--wait",
            f"--pgdata={data}",
            f"--log={folder / 'log'}",
            f"--options={settings}",
        )
        try:
            yield f"postgres://turnout@127.0.0.1:{port}/postgres"
        finally:
            _run("pg_ctl", "stop", "--mode=immediate", f"--pgdata={data}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(program: str, *arguments: str) -> None:
    command = [tool(program), *arguments]
    if os.geteuid() == 0 and getpass.getuser() != "postgres":
        command = ["runuser", "-u", "postgres", "--", *command]
    done = subprocess.run(command, cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if done.returncode:
        raise RuntimeError(f"{program} failed: {done.stdout.decode(errors='replace')}")
