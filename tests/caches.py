"""Caches in tests: what is taken from one is made again and compared, and nobody can write into it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from typing import Any
from weakref import WeakValueDictionary

from django.db import models

from turnout.core.lib import cached_tables
from turnout.core.lib.revision_cache import RevisionCache, clear_all

DUE = {"late_reminder_at", "loop_reminder_at"}  # when ticks look again: no reader sees it


def as_plain_data(value: Any) -> Any:
    """The same as words, numbers and lists."""
    if isinstance(value, models.Model):
        own = {field.attname for field in value._meta.concrete_fields} - DUE
        held = {name: each for name, each in value.__dict__.items() if name in own or isinstance(each, list)}
        return type(value).__name__, {
            name: as_plain_data(each) for name, each in held.items() if name != "holders"
        }
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: as_plain_data(getattr(value, each.name)) for each in fields(value) if each.compare}
    if isinstance(value, dict):
        return {key: as_plain_data(each) for key, each in value.items()}
    return [as_plain_data(each) for each in value] if isinstance(value, list | tuple) else value


def compare(kept: Any, made: Any) -> None:
    assert as_plain_data(kept) == as_plain_data(made), "something was shown as it was before its last event"


@contextmanager
def without_cache_checks() -> Iterator[None]:
    """In this block shelves begin empty and aren't doubted: for counting what is asked of the database."""
    clear_all()
    doubt, RevisionCache.verify = RevisionCache.verify, None
    try:
        yield
    finally:
        RevisionCache.verify = doubt


_shared: WeakValueDictionary[int, models.Model] = WeakValueDictionary()


def share(value: Any) -> None:
    """From here on no field of the rows in this value can be set; those of a copy can."""
    if isinstance(value, models.Model):
        _shared[id(value)] = value
    elif is_dataclass(value) and not isinstance(value, type):
        share([getattr(value, each.name) for each in fields(value)])
    elif isinstance(value, dict):
        share(value.values())
    elif isinstance(value, Iterable) and not isinstance(value, str | bytes):
        for each in list(value):
            share(each)


def refuse_writing(row: models.Model, name: str, value: Any) -> None:
    if _shared.get(id(row)) is row:
        raise AssertionError(f"{name} of a {type(row).__name__} that others read from a cache, too")
    object.__setattr__(row, name, value)


def guard_shared_rows() -> None:
    """Whatever is cached from here on is guarded: by `RevisionCache`, and by `cached_table`."""
    put, entry = RevisionCache._put, cached_tables._Entry

    def put_and_share(self: RevisionCache[Any, Any], made: dict[Any, Any]) -> None:
        put(self, made)
        share(made.values())

    def entry_and_share(rows: dict[Any, Any], since: float) -> Any:
        share(rows.values())
        return entry(rows, since)

    RevisionCache._put = put_and_share  # type: ignore[method-assign]
    cached_tables._Entry = entry_and_share  # type: ignore[assignment,misc]
    models.Model.__setattr__ = refuse_writing  # type: ignore[method-assign,assignment]
