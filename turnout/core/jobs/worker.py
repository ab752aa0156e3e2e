"""The worker process: turns the engine in two threads, one for the database and one for the outside world."""

import signal
import threading

import structlog
from django.db import Error, connection

from turnout.core.jobs import engine
from turnout.core.jobs.errors import describe
from turnout.core.jobs.heartbeat import INSIDE, OUTSIDE, Pulse
from turnout.core.jobs.wake import Waiter
from turnout.core.lib import watchdog

log = structlog.get_logger(__name__)
IDLE = 1.0  # seconds between turns when nobody writes: the precision of a tick


def work(stop: threading.Event, *, inside: bool, outside: bool) -> None:
    """Turn until `stop`; a broken database is waited for, never a reason to die."""
    waiter = None
    pulse = Pulse(INSIDE if inside else OUTSIDE)
    while not stop.is_set():
        try:
            waiter = waiter or Waiter(stop)
            done = engine.turn(inside=inside, outside=outside)
            pulse.beat()
            watchdog.moved()
            if not done:
                waiter.wait(IDLE)
        except Error as error:
            log.warning("database away", error=describe(error))
            connection.close()
            waiter = None
            watchdog.moved()
            stop.wait(1)
    connection.close()


def run(outside_threads: int = 2) -> None:
    """Run until SIGTERM or SIGINT, finishing what is in hand."""
    stop = threading.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: stop.set())
    threads = [threading.Thread(target=work, args=(stop,), kwargs={"inside": True, "outside": False})]
    threads += [
        threading.Thread(target=work, args=(stop,), kwargs={"inside": False, "outside": True})
        for _ in range(outside_threads)
    ]
    for thread in threads:
        thread.start()
    log.info("worker started", threads=len(threads))
    while not stop.wait(1):
        if not all(thread.is_alive() for thread in threads):
            log.error("a worker thread died")
            stop.set()
        watchdog.beat_if_all_moved(threads)
    for thread in threads:
        thread.join()
    log.info("worker stopped")
