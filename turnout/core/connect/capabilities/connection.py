"""Being connected account by account: trying whether that works, and ending it."""

from typing import Protocol

from turnout.core.connect.accounts import Account
from turnout.core.connect.capabilities import Registry


class Connector(Protocol):
    """How one kind of connection is tried and ended."""

    def test(self, account: Account) -> str:
        """Use it in a way nobody notices. Answers in words what was found, such as whose account it is."""

    def leave(self, account: Account) -> None:
        """Give back over there what was granted, if that can be done from here."""


connectors: Registry[Connector] = Registry("connection")
