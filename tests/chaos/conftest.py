"""Where bad days happen: a house of its own for each test."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.chaos.house import House
from tests.made_once import new_database


@pytest.fixture
def database() -> str:
    """Empty for SQLite, else the URL of a PostgreSQL cluster."""
    return os.environ["DATABASE_URL"] if os.environ.get("TURNOUT_TEST_DATABASE") == "postgres" else ""


@pytest.fixture
def make_house(tmp_path: Path, database: str) -> Iterator[Callable[..., House]]:
    """`make_house("one")`: an install of its own; its processes don't outlive the test."""
    made: list[House] = []

    def make(name: str, **settings: Any) -> House:
        house = House(tmp_path / name, new_database(database) if database else "", **settings)
        made.append(house)
        return house

    yield make
    for house in made:
        house.close()
