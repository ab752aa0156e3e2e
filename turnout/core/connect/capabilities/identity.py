"""Letting people sign in with an account they have elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from turnout.core.connect.accounts import Account
from turnout.core.connect.capabilities import Registry


@dataclass(frozen=True)
class Identity:
    """Who signed in over there. `subject` is theirs for good; the address may pass to somebody else."""

    subject: str
    email: str
    email_is_verified: bool
    name: str = ""


class IdentityProvider(Protocol):
    """One way to sign in elsewhere. `back` is the address of ours that people come back to."""

    def address(self, account: Account, *, back: str, state: str, nonce: str) -> str:
        """Where somebody is sent to sign in."""

    def identify(self, account: Account, given: Mapping[str, str], *, back: str, nonce: str) -> Identity:
        """Who came back with this query. Raises PermanentFailure unless their word is proven."""


identities: Registry[IdentityProvider] = Registry("identity")
