"""A backup brings everything back."""

import os
import sqlite3
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.architecture.source import ROOT

POSTGRES = os.environ.get("TURNOUT_TEST_DATABASE") == "postgres"
pytestmark = pytest.mark.slow

FOUND = """
from turnout.core.people.actions.founding import found_organization
found_organization(name="%s", timezone="UTC", owner_name="F", email="f@example.org", password="four words in a row")
"""


class Install:
    """The data of an install, worked on through the command line."""

    def __init__(self, folder: Path, database: str) -> None:
        self.data = folder
        self.environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("TURNOUT_")},
            "DJANGO_SETTINGS_MODULE": "turnout.config.settings",
            "TURNOUT_DATA": str(folder),
            "DATABASE_URL": database,
        }

    def turnout(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "turnout", *map(str, arguments)]
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False, timeout=120
        )

    def found(self, name: str) -> None:
        assert self.turnout("manage", "migrate").returncode == 0
        done = self.turnout("manage", "shell", "-v0", "-c", FOUND % name)
        assert done.returncode == 0, done.stderr
        (self.data / "files").mkdir()
        (self.data / "files" / "photo").write_text(f"photo of {name}")

    def name(self) -> str:
        done = self.turnout(
            "manage",
            "shell",
            "-v0",
            "-c",
            "from turnout.core.people.models import Organization as O; print(O.get())",
        )
        return done.stdout.strip()


@pytest.fixture
def installs(tmp_path: Path) -> Iterator[tuple[Install, Install]]:
    """Two machines."""
    made = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        made.append(Install(folder, new_database(f"{name}_{os.getpid()}") if POSTGRES else ""))
    yield made[0], made[1]


def new_database(name: str) -> str:
    url = os.environ["DATABASE_URL"]
    with psycopg.connect(url, autocommit=True) as line:
        line.execute(f"CREATE DATABASE {name}")  # type: ignore[call-overload]
    return url.rsplit("/", 1)[0] + f"/{name}"


def test_it_all_comes_back_on_another_machine(installs: tuple[Install, Install], tmp_path: Path) -> None:
    one, two = installs
    one.found("First Street")
    made = one.turnout("backup", tmp_path / "kept.tar.gz")
    assert made.returncode == 0, made.stderr
    assert (tmp_path / "kept.tar.gz").stat().st_mode & 0o077 == 0
    restored = two.turnout("restore", tmp_path / "kept.tar.gz")
    assert restored.returncode == 0, restored.stderr
    assert two.name() == "First Street"
    assert (two.data / "files" / "photo").read_text() == "photo of First Street"
    assert (two.data / "secret-key").read_text() == (one.data / "secret-key").read_text()


def test_an_install_in_use_is_only_replaced_when_asked(
    installs: tuple[Install, Install], tmp_path: Path
) -> None:
    one, two = installs
    one.found("First Street")
    two.found("Second Street")
    assert one.turnout("backup", tmp_path / "kept.tar.gz").returncode == 0
    refused = two.turnout("restore", tmp_path / "kept.tar.gz")
    assert refused.returncode == 1
    assert "--force" in refused.stderr
    assert two.name() == "Second Street"
    forced = two.turnout("restore", "--force", tmp_path / "kept.tar.gz")
    assert forced.returncode == 0, forced.stderr
    assert two.name() == "First Street"
    [aside] = two.data.glob("before-restore-*")
    assert (aside / "files" / "photo").read_text() == "photo of Second Street"


@pytest.mark.skipif(POSTGRES, reason="the same on both")
def test_a_broken_backup_changes_nothing(installs: tuple[Install, Install], tmp_path: Path) -> None:
    one, _ = installs
    one.found("First Street")
    one.turnout("backup", tmp_path / "kept.tar.gz")
    whole = (tmp_path / "kept.tar.gz").read_bytes()
    for name, content in {"half": whole[: len(whole) // 2], "text": b"not a backup", "empty": b""}.items():
        (tmp_path / name).write_bytes(content)
        done = one.turnout("restore", "--force", tmp_path / name)
        assert done.returncode == 1
        assert "isn't a whole backup" in done.stderr
    assert one.name() == "First Street"


@pytest.mark.skipif(POSTGRES, reason="about archives, not databases")
def test_an_archive_writes_nowhere_else(installs: tuple[Install, Install], tmp_path: Path) -> None:
    one, two = installs
    one.found("First Street")
    one.turnout("backup", tmp_path / "kept.tar.gz")
    with (
        tarfile.open(tmp_path / "kept.tar.gz") as kept,
        tarfile.open(tmp_path / "evil.tar.gz", "w:gz") as evil,
    ):
        for member in kept:
            evil.addfile(member, kept.extractfile(member) if member.isfile() else None)
        (tmp_path / "payload").write_text("x")
        for name in ("../../outside", "/tmp/outside-of-turnout", "files/../../outside"):
            evil.add(tmp_path / "payload", name)
    assert two.turnout("restore", tmp_path / "evil.tar.gz").returncode == 0
    assert not list(tmp_path.rglob("outside*"))
    assert not Path("/tmp/outside-of-turnout").exists()


@pytest.mark.skipif(POSTGRES, reason="about SQLite")
def test_what_is_in_the_journal_is_in_the_backup(installs: tuple[Install, Install], tmp_path: Path) -> None:
    one, two = installs
    one.found("First Street")
    with sqlite3.connect(one.data / "turnout.sqlite3") as busy:
        busy.execute("UPDATE people_organization SET name = 'Renamed Street'")
        busy.commit()
        assert one.turnout("backup", tmp_path / "kept.tar.gz").returncode == 0
    two.turnout("restore", tmp_path / "kept.tar.gz")
    assert two.name() == "Renamed Street"
