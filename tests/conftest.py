"""What tests may ask for by name."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests import clock as test_clock
from tests import made_once
from tests.caches import compare, guard_shared_rows
from tests.pages import read_on_one_line
from tests.world import World, make_world
from tests.world import browser_as as open_browser
from turnout.core.lib import clock as real_clock
from turnout.core.lib.cached_tables import forget
from turnout.core.lib.revision_cache import RevisionCache
from turnout.core.people.models import Person

guard_shared_rows()
read_on_one_line()


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Django finds its database with all the tables; it goes with its folder, or with the whole cluster."""
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    ours: dict[str, Any] = settings.DATABASES["default"]
    if "sqlite" in ours["ENGINE"]:
        shutil.copy(made_once.database_with_tables(), ours["TEST"]["NAME"])
    else:
        ours["TEST"]["TEMPLATE"] = made_once.postgres_with_tables(os.environ["DATABASE_URL"])


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Each test has a database of its own; and what is taken from a cache is doubted."""
    forget()
    RevisionCache.verify = staticmethod(compare)


@pytest.fixture
def world(db: None) -> World:
    """The organization and its cast; nothing has happened yet and nothing is owed."""
    made = make_world()
    test_clock.settle()
    return made


@pytest.fixture
def clock() -> Iterator[test_clock.Clock]:
    """Time stands still; `clock.forward(minutes=30)` lets it pass and does what fell due."""
    yield test_clock.Clock()
    real_clock.stop_at(None)


@pytest.fixture
def settle() -> Callable[[], None]:
    """Call it to do all that is due now."""
    return test_clock.settle


@pytest.fixture
def browser_as(db: None) -> Callable[[Person | None], Client]:
    """`browser_as(world.ada)`: a browser with that person signed in."""
    return open_browser
