"""Counting what a page asks the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.db import connection
from django.test.utils import CaptureQueriesContext


@contextmanager
def questions() -> Iterator[list[str]]:
    """What this block asks, once it is over.

    Whose the open transactions are is left out. To know where the log stands, a page asks that only where
    somebody on the same server has one; other tests have. Kinds that are kept don't grow old meanwhile.
    """
    asked: list[str] = []
    with (
        patch("turnout.core.lib.cached_tables.monotonic", return_value=0.0),
        CaptureQueriesContext(connection) as caught,
    ):
        yield asked
    asked += [each["sql"] for each in caught if "pg_stat_activity" not in each["sql"]]
