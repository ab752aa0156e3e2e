"""A backup brings everything back."""

import os
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from tests.architecture.source import ROOT
from tests.made_once import new_database, put_tables

POSTGRES = os.environ.get("TURNOUT_TEST_DATABASE") == "postgres"
pytestmark = pytest.mark.slow

FOUND = """
import sys, django
django.setup()
from turnout.core.people.actions.founding import found_organization
found_organization(
    name=sys.argv[1], timezone="UTC", owner_name="F", email="f@example.org", password="four words in a row"
)
"""
NAME = """
import django
django.setup()
from turnout.core.people.models import Organization
print(Organization.get())
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

    def run(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, *map(str, arguments)]
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False, timeout=600
        )

    def turnout(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        return self.run("-m", "turnout", *arguments)

    def found(self, name: str) -> None:
        if not POSTGRES:
            put_tables(self.data)
        done = self.run("-c", FOUND, name)
        assert done.returncode == 0, done.stderr
        (self.data / "files").mkdir()
        (self.data / "files" / "photo").write_text(f"photo of {name}")

    def name(self) -> str:
        return self.run("-c", NAME).stdout.strip()


def install(folder: Path) -> Install:
    folder.mkdir()
    return Install(folder, new_database(os.environ["DATABASE_URL"]) if POSTGRES else "")


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Install:
    """The machine that is backed up."""
    made = install(tmp_path_factory.mktemp("machines") / "one")
    made.found("First Street")
    return made


@pytest.fixture(scope="module")
def kept(one: Install) -> Path:
    """Its backup."""
    file = one.data.parent / "kept.tar.gz"
    made = one.turnout("backup", file)
    assert made.returncode == 0, made.stderr
    return file


@pytest.fixture
def two(tmp_path: Path) -> Install:
    """Another machine, empty."""
    return install(tmp_path / "two")


def test_it_all_comes_back_on_another_machine(one: Install, two: Install, kept: Path) -> None:
    assert kept.stat().st_mode & 0o077 == 0
    restored = two.turnout("restore", kept)
    assert restored.returncode == 0, restored.stderr
    assert two.name() == "First Street"
    assert (two.data / "files" / "photo").read_text() == "photo of First Street"
    assert (two.data / "secret-key").read_text() == (one.data / "secret-key").read_text()


def test_an_install_in_use_is_only_replaced_when_asked(two: Install, kept: Path) -> None:
    two.found("Second Street")
    refused = two.turnout("restore", kept)
    assert refused.returncode == 1
    assert "--force" in refused.stderr
    assert two.name() == "Second Street"
    forced = two.turnout("restore", "--force", kept)
    assert forced.returncode == 0, forced.stderr
    assert two.name() == "First Street"
    [aside] = two.data.glob("before-restore-*")
    assert (aside / "files" / "photo").read_text() == "photo of Second Street"


@pytest.mark.sqlite
@pytest.mark.parametrize("share", [0, 0.5])
def test_half_a_backup_changes_nothing(one: Install, kept: Path, tmp_path: Path, share: float) -> None:
    whole = kept.read_bytes()
    (tmp_path / "half").write_bytes(whole[: int(len(whole) * share)])
    done = one.turnout("restore", "--force", tmp_path / "half")
    assert done.returncode == 1
    assert "isn't a complete Turnout backup" in done.stderr
    assert (one.data / "turnout.sqlite3").exists()


@pytest.mark.sqlite
def test_an_archive_writes_nowhere_else(two: Install, kept: Path, tmp_path: Path) -> None:
    with tarfile.open(kept) as good, tarfile.open(tmp_path / "evil.tar.gz", "w:gz") as evil:
        for member in good:
            evil.addfile(member, good.extractfile(member) if member.isfile() else None)
        (tmp_path / "payload").write_text("x")
        for name in ("../../outside", "/tmp/outside-of-turnout", "files/../../outside"):
            evil.add(tmp_path / "payload", name)
    assert two.turnout("restore", tmp_path / "evil.tar.gz").returncode == 0
    assert not list(tmp_path.rglob("outside*"))
    assert not Path("/tmp/outside-of-turnout").exists()


@pytest.mark.sqlite
def test_what_is_still_in_the_journal_is_in_the_backup(two: Install, tmp_path: Path) -> None:
    two.found("First Street")
    with closing(sqlite3.connect(two.data / "turnout.sqlite3")) as busy:
        busy.execute("UPDATE people_organization SET name = 'Renamed Street'")
        busy.commit()
        assert two.turnout("backup", tmp_path / "kept.tar.gz").returncode == 0
    with tarfile.open(tmp_path / "kept.tar.gz") as kept:
        kept.extract("database", tmp_path)
    with closing(sqlite3.connect(tmp_path / "database")) as copy:
        assert copy.execute("SELECT name FROM people_organization").fetchone() == ("Renamed Street",)
