"""A backup made while everybody writes holds everything answered before it began, whole and in step."""

import json
import sqlite3
import tarfile
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.chaos.clients import Client, Crowd
from tests.chaos.house import House
from tests.chaos.ledger import Ledger

pytestmark = pytest.mark.slow
BEFORE, TAKEN = 60, 25


class Taking(threading.Thread):
    """Takes files away, one after the other, while the backup copies them."""

    def __init__(self, client: Client) -> None:
        super().__init__()
        self.client, self.taken = client, 0
        client.raise_by_api()
        for number in range(TAKEN):
            assert client._send("files/", {}, files={"file": (f"passing-{number}", b"x" * 500)})
        rows = client.house.sql("SELECT id FROM incidents_attachment")
        self.addresses = [f"/incidents/1/files/{row[0]}/removal/" for row in rows]

    def run(self) -> None:
        for address in self.addresses:
            self.taken += self.client.browser.post(address).status_code == 204


def test_what_was_answered_before_is_in_it(
    make_house: Callable[..., House], tmp_path: Path, record_property: Callable[[str, Any], None]
) -> None:
    one, two, ledger = make_house("one"), make_house("two"), Ledger()
    one.seed()
    one.start("web")
    taking, crowd = Taking(Client(one, "gus", ledger)), Crowd(one, ledger, pause=0.01)
    crowd.start()
    while ledger.count < BEFORE:
        assert any(client.is_alive() for client in crowd.clients), ledger.contradictions
        crowd.clients[0].join(timeout=0.05)
    taking.start()
    before, told = ledger.copy(), ledger.count
    made = one.turnout("backup", tmp_path / "kept.tar.gz")
    during = ledger.count - told
    taking.join()
    crowd.stop()
    assert made.returncode == 0, made.stderr
    assert during and taking.taken  # people did write meanwhile
    if not one.database:
        assert_sound(tmp_path / "kept.tar.gz", tmp_path)

    restored = two.turnout("restore", tmp_path / "kept.tar.gz")
    assert restored.returncode == 0, restored.stderr
    found = json.loads(two.python("tests.chaos.audit", before))
    assert {key: found[key] for key in ("lost", "doubles", "numbers")} == {
        "lost": [], "doubles": [], "numbers": []
    }  # fmt: skip
    assert not [name for name in found["fileless"] if not name.startswith("passing-")]
    record_property(
        "count",
        f"backup under load: {told} writes before and {during} during; all {told} in it, byte by byte",
    )


def assert_sound(backup: Path, folder: Path) -> None:
    """The copy in it is a database without a flaw."""
    with tarfile.open(backup) as kept:
        kept.extract("database", folder)
    with closing(sqlite3.connect(folder / "database")) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert copy.execute("PRAGMA foreign_key_check").fetchall() == []
