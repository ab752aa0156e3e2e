"""Keys that are made from words, for what an organization adds itself."""

from typing import Any

from django.db.models import QuerySet
from django.utils.text import slugify

from turnout.core.lib.ids import new_id

ROOM = 5  # characters for a number behind it
TRIES = 1000


def free_key(rows: QuerySet[Any], words: str, *, longest: int, otherwise: str) -> str:
    """One that none of `rows` has, from the words where they have letters for one."""
    start = slugify(words).replace("-", "_")[: longest - ROOM].strip("_") or otherwise
    taken = set(rows.filter(key__startswith=start).values_list("key", flat=True))
    if start not in taken:
        return start
    return next((key for n in range(2, TRIES) if (key := f"{start}_{n}") not in taken), new_id().lower())
