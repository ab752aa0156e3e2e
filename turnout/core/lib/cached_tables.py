"""Small tables that change a few times a year, cached whole: severities, statuses, types, roles …

Another process may show a changed name for up to MAX_AGE seconds; a row it doesn't know yet is always
queried. Nothing that decides who may see or do something is cached here.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models.fields.related_descriptors import ForwardManyToOneDescriptor
from django.db.models.signals import post_delete, post_save

from turnout.core.lib.revision_cache import MAX_AGE, clear_all

MOST = 500  # rows of one table; rows beyond are queried one by one

M = TypeVar("M", bound=models.Model)
T = TypeVar("T")


@dataclass(frozen=True)
class _Entry:
    rows: dict[Any, Any]
    since: float
    made: dict[Any, Any] = field(default_factory=dict)


_held: dict[type[models.Model], _Entry] = {}
_isolated: ContextVar[dict[type[models.Model], _Entry] | None] = ContextVar("isolated_cache", default=None)


@contextmanager
def isolated_cache() -> Iterator[None]:
    """In this block, the cache is the caller's own: what it reads may never be committed."""
    token = _isolated.set({})
    try:
        yield
    finally:
        _isolated.reset(token)
        clear_all()


def _cache() -> dict[type[models.Model], _Entry]:
    isolated = _isolated.get()
    return _held if isolated is None else isolated


def cached_table(model: type[M]) -> dict[Any, M]:
    """All rows by primary key, in the model's own order. They are shared: never change them.

    A model whose old rows pile up says with `kept_rows()` which ones are meant.
    """
    cache = _cache()
    held = cache.get(model)
    if held is None or monotonic() - held.since > MAX_AGE:
        _watch(model)
        rows = getattr(model, "kept_rows", model._default_manager.all)()
        held = _Entry({row.pk: row for row in rows[:MOST]}, monotonic())
        # An empty table is about to be filled, unless its model says that it may stay empty.
        if held.rows or getattr(model, "may_be_empty", False):
            cache[model] = held
    return held.rows


def derived_from(model: type[M], make: Callable[[dict[Any, M]], T]) -> T:
    """What a function makes of all rows: called once each time the rows are read."""
    rows = cached_table(model)
    held = _cache().get(model)
    if held is None or held.rows is not rows:
        return make(rows)
    if make not in held.made:
        held.made[make] = make(rows)
    made: T = held.made[make]
    return made


def forget(model: type[models.Model] | None = None) -> None:
    """Read one table, or all, again at the next access; and drop what was derived from their rows."""
    clear_all()
    if model is None:
        _held.clear()
    else:
        _held.pop(model, None)


def _changed(sender: type[models.Model], **_of: Any) -> None:
    isolated = _isolated.get()
    if isolated is not None:
        isolated.pop(sender, None)
    if sender in _held or isolated is not None:
        forget(sender)
        transaction.on_commit(
            lambda: forget(sender)
        )  # another thread may have read the old rows before the commit


def _watch(model: type[models.Model]) -> None:
    """Only cached models: Django deletes rows of a model without signal handlers without reading them."""
    if model not in _watched:
        _watched.add(model)
        post_save.connect(_changed, sender=model)
        post_delete.connect(_changed, sender=model)


_watched: set[type[models.Model]] = set()


class _CachedDescriptor(ForwardManyToOneDescriptor):  # type: ignore[type-arg]
    def get_object(self, instance: models.Model) -> models.Model:
        found = cached_table(self.field.remote_field.model).get(getattr(instance, self.field.attname))
        return found if found is not None else super().get_object(instance)


class CachedKey(models.ForeignKey):  # type: ignore[type-arg]
    """A foreign key to a cached table: following it needs no query and no join."""

    forward_related_accessor_class = _CachedDescriptor

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, kwargs
