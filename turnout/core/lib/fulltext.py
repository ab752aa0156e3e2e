"""Full-text search behind one set of functions: FTS5 on SQLite, tsvector on PostgreSQL.

An index is a table of its own, made by a migration with `operations(name)`, holding one text per number.
Texts and queries are folded the same way on both databases (case, accents), and the last word of a query
matches as a beginning, so that it serves search as you type.
"""

import re
import unicodedata
from typing import Any

from django.db import connection, migrations
from django.db.models.expressions import RawSQL

WORDS = 8  # looked for in one query; more are left out
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
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def put(name: str, texts: dict[int, str]) -> None:
    """Set the texts of these numbers. Part of the transaction that changes them."""
    folded = {number: fold(text)[:50_000] for number, text in texts.items()}
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.executemany(
                f"INSERT INTO {name} (number, document) VALUES (%s, to_tsvector('simple', %s))"
                " ON CONFLICT (number) DO UPDATE SET document = excluded.document",
                list(folded.items()),
            )
        else:
            cursor.executemany(f"DELETE FROM {name} WHERE rowid = %s", [(number,) for number in folded])
            cursor.executemany(f"INSERT INTO {name} (rowid, document) VALUES (%s, %s)", list(folded.items()))


def matching(name: str, query: str, *, any_word: bool = False) -> RawSQL | None:
    """A subquery of the numbers whose text has every word (or any word) of the query; None without words.

    For `filter(number__in=…)`.
    """
    words = _WORD.findall(fold(query))[:WORDS]
    if not words:
        return None
    if connection.vendor == "postgresql":
        asked = (" | " if any_word else " & ").join([*words[:-1], f"{words[-1]}:*"])
        return RawSQL(f"SELECT number FROM {name} WHERE document @@ to_tsquery('simple', %s)", [asked])
    asked = (" OR " if any_word else " AND ").join([*(f'"{word}"' for word in words[:-1]), f'"{words[-1]}"*'])
    return RawSQL(f"SELECT rowid FROM {name} WHERE {name} MATCH %s", [asked])
