"""Keeps the tables of this version with a little in them, for later ones to bring forward. Once per release:

python -m tests.operating.make_fixture
"""

import gzip
import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from tests import postgres
from turnout import __version__
from turnout.config.postgres import tool

FIXTURES = Path(__file__).parent / "fixtures"


def environment(data: Path, url: str = "") -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("TURNOUT_")}
    ours = {
        "TURNOUT_DATA": str(data),
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "turnout.config.settings",
    }
    return {**kept, **ours, "TURNOUT_DEBUG": "yes", "TURNOUT_HOSTS": "testserver"}


def run(what: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.operating.old_install", what]
    return subprocess.run(
        command, env=environment, cwd=FIXTURES.parents[2], capture_output=True, text=True, check=False
    )


def live_in(data: Path, url: str = "") -> None:
    done = run("live_in", environment(data, url))
    if done.returncode:
        raise SystemExit(done.stderr)


def main() -> None:
    FIXTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        live_in(data)
        with closing(sqlite3.connect(data / "turnout.sqlite3")) as line:
            line.execute("PRAGMA journal_mode=DELETE")
            line.execute("VACUUM")
        keep(f"schema-{__version__}.sqlite3.gz", (data / "turnout.sqlite3").read_bytes())
    with tempfile.TemporaryDirectory() as folder, postgres.cluster() as url:
        live_in(Path(folder), url)
        dump = [tool("pg_dump"), "--no-owner", "--no-privileges", "--inserts", "--rows-per-insert=100", url]
        content = subprocess.run(dump, capture_output=True, check=True).stdout
        # Settings and commands of this pg_dump's own version would stop an older server.
        plain = [line for line in content.splitlines() if not line.startswith((b"\\", b"SET "))]
        keep(f"schema-{__version__}.sql.gz", b"\n".join(plain))


def keep(name: str, content: bytes) -> None:
    path = FIXTURES / name
    path.write_bytes(gzip.compress(content, 9, mtime=0))
    print(f"{path}: {path.stat().st_size:,} bytes")  # noqa: T201


if __name__ == "__main__":
    main()
