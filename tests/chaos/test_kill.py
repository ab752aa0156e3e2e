"""Web and worker are killed in the middle of everything, and nothing that was answered is lost.

A short round; the long one is `bin/bench --kill 200`.
"""

from collections.abc import Callable
from typing import Any

import pytest

from bench.kill import FAULTS, run, told
from tests.chaos.house import House

pytestmark = pytest.mark.slow


def test_killed_again_and_again_nothing_is_lost_nor_skipped_nor_doubled(
    database: str, record_property: Callable[[str, Any], None]
) -> None:
    result = run(3, database or "sqlite", most=16)
    record_property("count", f"killing: {told(result)}")
    assert {name: result[name] for name in FAULTS if result[name]} == {}
    assert sum(result["kills"].values()) >= 3 and result["acknowledged"] > 0


@pytest.mark.sqlite  # PostgreSQL's own default, which Turnout leaves alone
def test_an_answered_write_is_on_the_disk(make_house: Callable[..., House]) -> None:
    house = make_house("house")
    asked = "from django.db import connection as c; k = c.cursor(); "
    asked += "print([k.execute(f'PRAGMA {name}').fetchone()[0] for name in ('journal_mode', 'synchronous')])"
    assert house.turnout("manage", "shell", "-v", "0", "-c", asked).stdout.strip() == "['wal', 2]"
