"""Two processes kept alive by a third, and none left behind when that one ends, however it ends."""

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field

import structlog

log = structlog.get_logger(__name__)

PARENT = "TURNOUT_PARENT"
STOP_WITHIN = 12.0  # seconds a child has to finish what it has in hand
LONGEST_WAIT = 30.0  # seconds between two tries to bring a child back
LIVED_WELL = 60.0  # a child that ran this long died of something new
LOOK_EVERY = 0.2


@dataclass
class Child:
    """One command of ours, started again when it dies."""

    name: str
    arguments: list[str]
    environment: dict[str, str]
    process: "subprocess.Popen[bytes] | None" = None
    started_at: float = 0.0
    deaths: int = 0
    start_at: float = field(default_factory=time.monotonic)

    def start(self) -> None:
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "turnout", *self.arguments],
            env=self.environment | {PARENT: str(os.getpid())},
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # ctrl-c reaches the parent only, which then ends its children in order
        )

    def look_after(self) -> None:
        """Start it if it isn't running and its waiting time is over."""
        moment = time.monotonic()
        if self.process is None:
            if moment >= self.start_at:
                self.start()
        elif self.process.poll() is not None:
            self.deaths = 1 if moment - self.started_at > LIVED_WELL else self.deaths + 1
            wait = min(2.0 ** (self.deaths - 1), LONGEST_WAIT)
            log.error("process died", name=self.name, code=self.process.returncode, again_in=wait)
            self.process, self.start_at = None, moment + wait

    def ask_to_stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def wait_or_kill(self, until: float) -> None:
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            log.error("process killed", name=self.name)
            self.process.kill()
            self.process.wait()


def supervise(children: list[Child]) -> None:
    """Keep `children` running until SIGINT, SIGTERM or SIGHUP; then end them all."""
    stop = threading.Event()
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, lambda *_: stop.set())
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


def end_with_parent() -> None:
    """In a child: stop when the supervisor is gone, even if it was killed and could tell nobody."""
    parent = os.environ.pop(PARENT, "")
    if not parent:
        return

    def watch() -> None:
        while os.getppid() == int(parent):
            time.sleep(0.5)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(STOP_WITHIN)
        os._exit(1)

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()
