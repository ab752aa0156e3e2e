"""Sending alerts: reading what a system that watches something reports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from turnout.core.connect.accounts import Account
from turnout.core.connect.capabilities import Registry


@dataclass(frozen=True)
class Received:
    """A request as it came. Names of headers are in lower case."""

    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


@dataclass(frozen=True)
class Alert:
    """What is reported of one problem.

    key     the system's own, the same whenever this problem is reported
    fields  what else it says, as plain data
    """

    key: str
    title: str
    is_over: bool
    at: datetime | None = None
    description: str = ""
    url: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)


class Source(Protocol):
    """How one kind of system reports."""

    def is_genuine(self, account: Account, received: Received) -> bool:
        """Whether it comes from there: by its signature or token, compared in constant time."""

    def read(self, account: Account, received: Received) -> Sequence[Alert]:
        """The alerts in it; none where it is a greeting. Raises PermanentFailure where it makes no sense."""


sources: Registry[Source] = Registry("source")
