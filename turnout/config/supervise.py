"""Processes kept alive by one more, and none left behind when that one ends, however it ends.

One that dies is started again; so is one that is alive but gives no sign of it (`core.lib.watchdog`).

On Linux they are forked from it as it is: they answer sooner, and what all of them have loaded is in memory
once. Elsewhere forking can crash in the system's own libraries, so each of them starts anew.
"""

import faulthandler
import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import structlog
from django.db import connections

from turnout.core.lib import watchdog

log = structlog.get_logger(__name__)

STOP_WITHIN = 12.0  # seconds a child has to finish what it has in hand
LONGEST_WAIT = 30.0  # seconds between two tries to bring a child back
LIVED_WELL = 60.0  # a child that ran this long died of something new
LOOK_EVERY = 0.2
SILENCE = 180.0  # seconds without a sign of life; longer than any job may take (`core.jobs.lease`)
TRACE_WITHIN = 1.0  # seconds a silent child has to write where it hangs
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_family: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


@dataclass
class Child:
    """One function of ours in a process of its own, started again when it dies or hangs.

    run      a module-level function: where children don't fork, it is imported, and sets up Django itself
    silence  seconds it may go without a sign of life; None: it gives none
    """

    name: str
    run: Callable[..., None]
    arguments: tuple[Any, ...] = ()
    silence: float | None = SILENCE
    process: BaseProcess | None = None
    started_at: float = 0.0
    deaths: int = 0
    start_at: float = field(default_factory=time.monotonic)
    signs: Connection | None = None
    heard_at: float = 0.0
    looked_at: float = 0.0

    def start(self) -> None:
        self.started_at = self.heard_at = self.looked_at = time.monotonic()
        connections.close_all()  # none may be shared with a child
        if self.signs is not None:
            self.signs.close()
        self.signs, theirs = _family.Pipe(duplex=False)
        os.set_blocking(self.signs.fileno(), False)
        arguments = os.getpid(), theirs, self.name, self.run, self.arguments
        self.process = _family.Process(target=_live, args=arguments)
        self.process.start()
        theirs.close()

    def look_after(self) -> None:
        """Start it if it isn't running and its waiting time is over; end it if it hangs."""
        moment = time.monotonic()
        if self.process is None:
            if moment >= self.start_at:
                self.start()
        elif not self.process.is_alive():
            self.deaths = 1 if moment - self.started_at > LIVED_WELL else self.deaths + 1
            wait = min(2.0 ** (self.deaths - 1), LONGEST_WAIT)
            log.error("process died", name=self.name, code=self.process.exitcode, again_in=wait)
            self.process, self.start_at = None, moment + wait
        elif self.silence is not None and self._silent_for(moment) > self.silence:
            log.error("process hangs", name=self.name, silent=round(moment - self.heard_at))
            self._end_hanging()

    def _silent_for(self, moment: float) -> float:
        """Seconds since its last sign of life, not counting time in which nobody listened."""
        heard = b""
        with suppress(BlockingIOError):
            heard = os.read(self.signs.fileno(), 4096) if self.signs else b""
        if heard or moment - self.looked_at > LOOK_EVERY * 25:  # this process was stopped itself
            self.heard_at = moment
        self.looked_at = moment
        return moment - self.heard_at

    def _end_hanging(self) -> None:
        """Let it write the stack of each thread to the log, if it still can; then end it."""
        if self.process is None or self.process.pid is None:
            return
        with suppress(OSError):
            os.kill(self.process.pid, signal.SIGUSR1)
        self.process.join(TRACE_WITHIN)
        self.process.kill()
        self.process.join()

    def ask_to_stop(self) -> None:
        if self.process is not None and self.process.is_alive():
            self.process.terminate()

    def wait_or_kill(self, until: float) -> None:
        if self.process is None:
            return
        self.process.join(max(0.0, until - time.monotonic()))
        if self.process.is_alive():
            log.error("process killed", name=self.name)
            self.process.kill()
            self.process.join()


def supervise(children: list[Child]) -> None:
    """Keep `children` running until SIGINT, SIGTERM or SIGHUP; then end them all."""
    stop = threading.Event()
    for each in SIGNALS:
        signal.signal(each, lambda *_: stop.set())
    gc.collect()
    gc.freeze()  # what is there now is never collected, so no child copies it to look whether it could be
    try:
        while not stop.is_set():
            for child in children:
                child.look_after()
            stop.wait(LOOK_EVERY)
    finally:
        for child in children:
            child.ask_to_stop()
        until = time.monotonic() + STOP_WITHIN
        for child in children:
            child.wait_or_kill(until)


def _live(
    parent: int, signs: Connection, name: str, run: Callable[..., None], arguments: tuple[Any, ...]
) -> None:
    """The life of a child."""
    watchdog.report_to(signs.fileno())
    faulthandler.register(signal.SIGUSR1)
    os.setsid()  # ctrl-c reaches the parent only, which then ends its children in order
    for each in SIGNALS:
        signal.signal(each, signal.SIG_DFL)
    with suppress(OSError):
        Path("/proc/self/comm").write_text(f"turnout {name}"[:15])  # what `ps` and `top` call it, on Linux
    threading.Thread(target=_end_with, args=(parent,), name="parent-watch", daemon=True).start()
    run(*arguments)


def _end_with(parent: int) -> None:
    """Stop when the supervisor is gone, even if it was killed and could tell nobody."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(STOP_WITHIN)
    os._exit(1)
