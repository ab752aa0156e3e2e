"""Signs of life. A supervisor that hears none for too long ends this process and starts another.

Where nobody listens (`turnout worker` on its own, tests) they go nowhere.
"""

import asyncio
import os
from collections.abc import Iterable
from concurrent.futures import Executor
from contextlib import suppress
from threading import Thread, get_ident

EVERY = 5.0  # seconds between two signs of a process that answers

_pipe: int | None = None
_moved: set[int] = set()


def report_to(pipe: int) -> None:
    """From now on signs of life are written to this descriptor. One that is full is not waited for."""
    global _pipe
    os.set_blocking(pipe, False)
    _pipe = pipe


def beat() -> None:
    """This process works."""
    if _pipe is not None:
        with suppress(OSError):
            os.write(_pipe, b".")


def moved() -> None:
    """The calling thread finished a piece of work, or found none."""
    _moved.add(get_ident())


def beat_if_all_moved(threads: Iterable[Thread]) -> None:
    """A sign of life only if each of these threads has moved since the last one."""
    if all(thread.ident in _moved for thread in threads):
        _moved.clear()
        beat()


async def beat_while_answering(executor: Executor | None = None) -> None:
    """Signs of life for as long as the event loop runs and a thread of the pool becomes free."""
    loop = asyncio.get_running_loop()
    while True:
        await loop.run_in_executor(executor, moved)
        beat()
        await asyncio.sleep(EVERY)
