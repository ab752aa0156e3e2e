"""What stands on a shelf is doubted in tests: whenever it is taken, it is made again and compared."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from typing import Any

from django.db import models

from turnout.core.lib.shelf import Shelf, empty_all

DUE = {"late_reminder_at", "loop_reminder_at"}  # when ticks look again: no reader sees it


def plainly(value: Any) -> Any:
    """The same as words, numbers and lists."""
    if isinstance(value, models.Model):
        own = {field.attname for field in value._meta.concrete_fields} - DUE
        held = {name: each for name, each in value.__dict__.items() if name in own or isinstance(each, list)}
        return type(value).__name__, {name: plainly(each) for name, each in held.items() if name != "holders"}
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: plainly(getattr(value, each.name)) for each in fields(value) if each.compare}
    if isinstance(value, dict):
        return {key: plainly(each) for key, each in value.items()}
    return [plainly(each) for each in value] if isinstance(value, list | tuple) else value


def compare(kept: Any, made: Any) -> None:
    assert plainly(kept) == plainly(made), "something was shown as it was before its last event"


@contextmanager
def believed() -> Iterator[None]:
    """In this block shelves begin empty and aren't doubted: for counting what is asked of the database."""
    empty_all()
    doubt, Shelf.doubt = Shelf.doubt, None
    try:
        yield
    finally:
        Shelf.doubt = doubt
