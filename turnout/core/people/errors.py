"""How a verb says no, in words a person can act on."""

from datetime import timedelta
from math import ceil

from turnout.core.lib.failures import NotPossible

__all__ = ["NotPossible", "ScriptStopped", "SignedOut", "TooManyTries", "WrongSignIn"]


class WrongSignIn(Exception):
    """That address and password don't go together. Which of them is wrong is never told."""


class SignedOut(Exception):
    """Something was sent by somebody who isn't signed in (any more)."""


class ScriptStopped(Exception):
    """A script changes too many things at once: its key stops until one of its people lets it go on."""


class TooManyTries(Exception):
    """Tried too often; `wait` is how long until the next try counts, `most` how many were allowed."""

    def __init__(self, wait: timedelta, *, most: int = 0) -> None:
        self.wait, self.most = wait, most
        super().__init__("too many tries")

    @property
    def seconds(self) -> int:
        return max(1, ceil(self.wait.total_seconds()))

    @property
    def minutes(self) -> int:
        return max(1, -(-int(self.wait.total_seconds()) // 60))
