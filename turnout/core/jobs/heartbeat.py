"""That a worker is alive, written where every other process can see it."""

import time
from datetime import timedelta

from turnout.core.jobs.models import Heartbeat
from turnout.core.lib import clock

EVERY = 10.0  # seconds between two beats of one thread
INSIDE, OUTSIDE = "inside", "outside"


class Pulse:
    """One worker thread's: call `beat` after each turn, as often as you like."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.next = 0.0

    def beat(self) -> None:
        if time.monotonic() < self.next:
            return
        Heartbeat.objects.update_or_create(name=self.name, defaults={"at": clock.now()})
        self.next = time.monotonic() + EVERY


def silent_for(name: str) -> timedelta | None:
    """How long ago the last beat was; None if there never was one."""
    last = Heartbeat.objects.filter(name=name).values_list("at", flat=True).first()
    return max(clock.now() - last, timedelta(0)) if last else None
