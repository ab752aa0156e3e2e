"""What stands on a shelf is doubted in tests: whenever it is taken, it is made again and compared."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from typing import Any

from django.db import models

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
