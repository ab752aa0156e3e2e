"""Opening calls where people can speak with each other."""

from dataclasses import dataclass
from typing import Protocol

from turnout.core.connect.accounts import Account
from turnout.core.connect.capabilities import Registry


@dataclass(frozen=True)
class Call:
    """A call that can be joined at `url`."""

    id: str
    url: str


class Calls(Protocol):
    """One kind of call."""

    def open(self, account: Account, *, key: str, title: str) -> Call:
        """Open one, or answer the one that was opened with this key. `title` is discreet."""

    def close(self, account: Account, id: str) -> None:
        """End it for everyone. One that is over already is no failure."""


calls: Registry[Calls] = Registry("call")
