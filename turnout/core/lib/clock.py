"""What time it is. Everything asks here, so that tests and the demo can choose it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

_chosen: ContextVar[datetime | None] = ContextVar("chosen_time", default=None)


def now() -> datetime:
    """The present moment, in UTC."""
    return _chosen.get() or timezone.now()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Within this block it is `moment`: for writing history (import, demo) and for tests."""
    token = _chosen.set(moment)
    try:
        yield
    finally:
        _chosen.reset(token)
