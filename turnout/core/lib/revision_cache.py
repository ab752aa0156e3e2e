"""Caches of what was read or rendered of a thing at one revision of it.

Every change gives a thing another revision, and callers have just read the present one: what is cached under
it is up to date. What it names besides (people, types …) may be as old as `cached_table` allows. Nothing
that decides who may see or do something is cached here.
"""

from collections.abc import Callable, Hashable, Iterable
from threading import Lock
from time import monotonic
from typing import Any, ClassVar, Generic, TypeVar
from weakref import WeakSet

from django.db import models, transaction
from django.db.models.signals import post_delete, post_save

MAX_AGE = 5.0  # seconds; the same for `cached_table`

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


class RevisionCache(Generic[K, T]):
    """As many as `most`, each for `max_age` seconds; the one put there first goes first.

    What is here is shared by all threads. Readers never write into it; in tests they can't.
    """

    instances: ClassVar["WeakSet[RevisionCache[Any, Any]]"] = WeakSet()
    verify: ClassVar[Callable[[Any, Any], None] | None] = None
    """In tests: called with a cached value and a fresh one, to compare them."""

    def __init__(self, most: int, *, max_age: float = MAX_AGE) -> None:
        self.most, self.max_age = most, max_age
        self._held: dict[K, tuple[T, float]] = {}
        self._lock = Lock()
        RevisionCache.instances.add(self)

    def get_many(self, keys: Iterable[K], make: Callable[[list[K]], dict[K, T]]) -> dict[K, T]:
        """The values of these keys. `make` is called once, with those that aren't cached.

        It may leave some out, and may return other keys: a thing may have changed meanwhile.
        """
        oldest = monotonic() - self.max_age
        found: dict[K, T] = {}
        missing: list[K] = []
        for key in keys:
            held = self._held.get(key)
            if held is not None and held[1] > oldest:
                found[key] = held[0]
            else:
                missing.append(key)
        if RevisionCache.verify and found:
            for key, value in make(list(found)).items():
                RevisionCache.verify(found[key], value)
        if missing:
            made = make(missing)
            self._put(made)
            found |= made
        return found

    def get(self, key: K, make: Callable[[], T]) -> T:
        """The value of this key, made if it isn't cached."""
        return self.get_many([key], lambda _missing: {key: make()})[key]

    def clear(self) -> None:
        self._held.clear()

    def _put(self, made: dict[K, T]) -> None:
        now = monotonic()
        with self._lock:
            for key, value in made.items():
                self._held.pop(key, None)  # so that it comes last, as the newest
                self._held[key] = value, now
            while len(self._held) > self.most:
                del self._held[next(iter(self._held))]


def clear_caches_on_change(model: type[models.Model]) -> None:
    """Cached things may name these rows: when one changes in this process, everything is dropped."""
    post_save.connect(_clear_all, sender=model)
    post_delete.connect(_clear_all, sender=model)


def clear_all() -> None:
    for each in RevisionCache.instances:
        each.clear()


def _clear_all(**_of: Any) -> None:
    clear_all()
    transaction.on_commit(clear_all)  # another thread may have asked before it was so
