"""Writing very many rows at once: COPY on PostgreSQL, one long transaction without indexes on SQLite."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

Row = tuple[Any, ...]
BATCH = 20_000


def put(table: str, columns: list[str], rows: Iterable[Row]) -> None:
    names = ", ".join(columns)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        return
    marks = ", ".join("?" * len(columns))
    connection.ensure_connection()
    connection.connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)


@contextmanager
def without_indexes(*tables: str) -> Iterator[None]:
    """Indexes (constraints excepted) are dropped for the time of the block and made again after it."""
    made: list[str] = []
    with connection.cursor() as cursor:
        for table in tables:
            for name, sql in _indexes(cursor, table):
                cursor.execute(f'DROP INDEX "{name}"')
                made.append(sql)
    yield
    with connection.cursor() as cursor:
        for sql in made:
            cursor.execute(sql)


def _indexes(cursor: Any, table: str) -> list[tuple[str, str]]:
    if connection.vendor == "postgresql":
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND indexname NOT IN"
            " (SELECT conname FROM pg_constraint)",
            [table],
        )
    else:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = %s AND sql IS NOT NULL",
            [table],
        )
    return list(cursor.fetchall())


@contextmanager
def in_bulk() -> Iterator[None]:
    """Settings under which many rows are written soonest. Nothing here has to survive a power cut."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET synchronous_commit = off; SET maintenance_work_mem = '512MB'")
            cursor.execute("SET session_replication_role = replica")  # references aren't checked row by row
        else:
            cursor.execute("PRAGMA journal_mode=OFF").fetchall()
            cursor.execute("PRAGMA synchronous=OFF")
            cursor.execute("PRAGMA cache_size=-500000")
            cursor.execute("PRAGMA foreign_keys=OFF")
    yield


def settle() -> None:
    """What a database does by itself in the days after: statistics, and nothing left to tidy."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
            cursor.execute("CHECKPOINT")
    else:
        connection.close()
        connection.ensure_connection()  # as an install opens it: with a write-ahead log, emptied on closing
        connection.close()
