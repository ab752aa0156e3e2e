"""What was read or drawn of something at one revision of it, to be looked at again instead of read again.

A thing has another revision after every change of it, and who asks has just read which one it has: so what
stands under a revision is what is there now. What it names besides (people, kinds) may be as old as what
`kept` holds. Nothing that decides who may see or do something is kept here.
"""

from collections.abc import Callable, Hashable, Iterable
from threading import Lock
from time import monotonic
from typing import Any, ClassVar, Generic, TypeVar
from weakref import WeakSet

from django.db import models, transaction
from django.db.models.signals import post_delete, post_save

MAX_AGE = 5.0  # seconds that names are believed; `kept` asks the same

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


class RevisionCache(Generic[K, T]):
    """As many as `most`, each for `max_age` seconds; the one put there first goes first.

    What is here is shared by all threads. Readers never write into it; in tests they can't.
    """

    instances: ClassVar["WeakSet[RevisionCache[Any, Any]]"] = WeakSet()
    verify: ClassVar[Callable[[Any, Any], None] | None] = None
    """In tests: what stands here is made again, and this says so if the two differ."""

    def __init__(self, most: int, *, max_age: float = MAX_AGE) -> None:
        self.most, self.max_age = most, max_age
        self._held: dict[K, tuple[T, float]] = {}
        self._lock = Lock()
        RevisionCache.instances.add(self)

    def get_many(self, keys: Iterable[K], make: Callable[[list[K]], dict[K, T]]) -> dict[K, T]:
        """What stands under these keys. `make` is asked once for those that aren't here.

        It may leave some out, and may answer under other keys: a thing may have changed meanwhile.
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
        """What stands under this key; made if it isn't here."""
        return self.get_many([key], lambda _missing: {key: make()})[key]

    def clear(self) -> None:
        self._held.clear()

    def _put(self, made: dict[K, T]) -> None:
        now = monotonic()
        with self._lock:
            for key, value in made.items():
                self._held.pop(key, None)  # so that it stands last, as the newest
                self._held[key] = value, now
            while len(self._held) > self.most:
                del self._held[next(iter(self._held))]


def clear_caches_on_change(model: type[models.Model]) -> None:
    """What is kept may name these: when one changes in this process, all of it is made anew."""
    post_save.connect(_clear_all, sender=model)
    post_delete.connect(_clear_all, sender=model)


def clear_all() -> None:
    for each in RevisionCache.instances:
        each.clear()


def _clear_all(**_of: Any) -> None:
    clear_all()
    transaction.on_commit(clear_all)  # another thread may have asked before it was so
