"""What time it is. Everything asks here, so that tests and the demo can choose it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

_chosen: ContextVar[datetime | None] = ContextVar("chosen_time", default=None)
_stopped: datetime | None = None


def now() -> datetime:
    """The present moment, in UTC."""
    return _chosen.get() or _stopped or timezone.now()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Within this block it is `moment`: for writing history (import, demo) and for tests."""
    token = _chosen.set(moment)
    try:
        yield
    finally:
        _chosen.reset(token)


def stop_at(moment: datetime | None) -> None:
    """For tests: it is `moment` in every thread, until told otherwise; None lets time go on."""
    global _stopped
    _stopped = moment
