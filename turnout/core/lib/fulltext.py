"""Full-text search behind one set of functions: FTS5 on SQLite, tsvector on PostgreSQL.

An index is a table of its own, made by a migration with `operations(name)`, holding one text per number.
Texts and queries are folded the same way on both databases (case, accents), and the last word of a query
matches as a beginning, so that it serves search as you type.

Rows are keyed by `place`: a moment and the number in one integer. So the nearest in time can be read without
reading, and sorting, all there is of a common word.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, migrations
from django.db.models import BigIntegerField, Func
from django.db.models.expressions import RawSQL

WORDS = 8  # looked for in one query; more are left out
NUMBERS = (1 << 31) - 1
_WORD = re.compile(r"\w+")


def operations(name: str) -> list[migrations.RunPython]:
    """Migration operations that make the index `name`."""

    def make(apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"CREATE TABLE {name} (number bigint PRIMARY KEY, document tsvector NOT NULL)"
            )
            schema_editor.execute(f"CREATE INDEX {name}_document ON {name} USING gin (document)")
        else:
            schema_editor.execute(
                f"CREATE VIRTUAL TABLE {name} USING fts5"
                "(document, prefix='2 3', tokenize='unicode61 remove_diacritics 2')"
            )

    def drop(apps: Any, schema_editor: Any) -> None:
        schema_editor.execute(f"DROP TABLE {name}")

    return [migrations.RunPython(make, drop)]


def fold(text: str) -> str:
    """Lower case, without accents: how texts and queries are compared."""
    lowered = text.casefold()
    if lowered.isascii():
        return lowered
    decomposed = unicodedata.normalize("NFKD", lowered)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def place(at: datetime, number: int) -> int:
    """The key of a number's text: sorts by the second, then by the number."""
    return max(0, int(at.timestamp())) << 31 | number


def put(name: str, texts: dict[int, str]) -> None:
    """Set the texts of these places. Part of the transaction that changes them."""
    folded = {key: fold(text)[:50_000] for key, text in texts.items()}
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.executemany(
                f"INSERT INTO {name} (number, document) VALUES (%s, to_tsvector('simple', %s))"
                " ON CONFLICT (number) DO UPDATE SET document = excluded.document",
                list(folded.items()),
            )
        else:
            cursor.executemany(f"DELETE FROM {name} WHERE rowid = %s", [(key,) for key in folded])
            cursor.executemany(f"INSERT INTO {name} (rowid, document) VALUES (%s, %s)", list(folded.items()))


class Place(Func):
    """`place` of two columns, for comparing with `matching`: Place("reported_at", "number")."""

    output_field = BigIntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        # Whole seconds only: strftime would round .9996 up, away from where `place` put it.
        start, middle = "(max(0, CAST(strftime('%%%%s', substr(", ", 1, 19)) AS INTEGER)) << 31 | "
        return self.as_sql(compiler, connection, template=f"{start}%(expressions)s)", arg_joiner=middle)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        start, middle = "(greatest(0, floor(extract(epoch from ", "))::bigint) << 31 | "
        return self.as_sql(compiler, connection, template=f"{start}%(expressions)s)", arg_joiner=middle)


def matching(name: str, query: str) -> RawSQL | None:
    """A subquery of the places whose text has every word of the query; None without words.

    For `alias(place=Place(…)).filter(place__in=…)`.
    """
    asked = _asked(query)
    if asked is None:
        return None
    key, condition = _columns(name)
    return RawSQL(f"SELECT {key} FROM {name} WHERE {condition}", [asked])


@dataclass(frozen=True)
class Nearest:
    """The nearest places that match, in order, and whether these are all."""

    places: list[int]
    are_all: bool

    @property
    def numbers(self) -> list[int]:
        return [place & NUMBERS for place in self.places]

    def first(self, most: int) -> "Nearest":
        """Up to `most` of them, with nothing between them missing.

        Within one second the order is the caller's: of a second that doesn't fit in whole, none is answered.
        """
        if len(self.places) <= most:
            return self
        cut = self.places[most] >> 31
        return Nearest([place for place in self.places[:most] if place >> 31 != cut], are_all=False)


def nearest(
    name: str, query: str, *, most: int, start: datetime | None = None, oldest_first: bool = False
) -> Nearest | None:
    """Up to `most` of what matches: the newest (or the oldest), from `start` on. None without words."""
    asked = _asked(query)
    if asked is None:
        return None
    key, condition = _columns(name)
    values: list[Any] = [asked]
    if start is not None:
        condition += f" AND {key} {'>=' if oldest_first else '<='} %s"
        values.append(place(start, 0 if oldest_first else NUMBERS))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {key} FROM {name} WHERE {condition}"
            f" ORDER BY {key} {'ASC' if oldest_first else 'DESC'} LIMIT %s",
            [*values, most + 1],
        )
        return Nearest([row[0] for row in cursor.fetchall()], are_all=True).first(most)


def _columns(name: str) -> tuple[str, str]:
    if connection.vendor == "postgresql":
        return "number", "document @@ to_tsquery('simple', %s)"
    return "rowid", f"{name} MATCH %s"


def _asked(query: str) -> str | None:
    """The query as this database writes it. One letter at the end is no beginning: most words would match."""
    words = _WORD.findall(fold(query))[:WORDS]
    if not words:
        return None
    *others, last = words
    if connection.vendor == "postgresql":
        return " & ".join([*others, last if len(last) < 2 else f"{last}:*"])
    return " AND ".join([*(f'"{word}"' for word in others), f'"{last}"' + "*" * (len(last) > 1)])
