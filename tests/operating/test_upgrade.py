"""Installs of every released version come forward to this one with everything in them."""

import gzip
import os
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from tests.operating.make_fixture import FIXTURES, environment, run

POSTGRES = os.environ.get("TURNOUT_TEST_DATABASE") == "postgres"
KEPT = sorted(FIXTURES.glob("schema-*.sql.gz" if POSTGRES else "schema-*.sqlite3.gz"))
pytestmark = pytest.mark.slow


def test_something_is_kept() -> None:
    assert KEPT
    assert all(path.stat().st_size < 100_000 for path in KEPT)


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.name)
def test_an_earlier_version_comes_forward(kept: Path, tmp_path: Path) -> None:
    content = gzip.decompress(kept.read_bytes())
    url = into_postgres(content) if POSTGRES else ""
    if not POSTGRES:
        (tmp_path / "turnout.sqlite3").write_bytes(content)
    done = run("look_at", environment(tmp_path, url))
    assert done.returncode == 0, done.stderr[-3000:]


def into_postgres(content: bytes) -> str:
    url, name = os.environ["DATABASE_URL"], f"turnout_{uuid4().hex}"
    with psycopg.connect(url, autocommit=True) as line:
        line.execute(f"CREATE DATABASE {name}")  # type: ignore[call-overload]
    url = url.rsplit("/", 1)[0] + f"/{name}"
    with psycopg.connect(url) as line:
        line.execute(content)
    return url
