"""Putting meetings into people's calendars."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from turnout.core.connect.accounts import Account
from turnout.core.connect.capabilities import Registry


@dataclass(frozen=True)
class Meeting:
    """When who meets, and why.

    body    Markdown, discreet
    guests  email addresses
    """

    title: str
    starts_at: datetime
    ends_at: datetime
    guests: frozenset[str]
    body: str = ""
    url: str = ""


class Calendar(Protocol):
    """One kind of calendar."""

    def put(self, account: Account, meeting: Meeting, *, key: str) -> str:
        """Put it there, or move and change the one put there with this key. Answers its id over there."""

    def cancel(self, account: Account, id: str) -> None:
        """Take it out again. One that is gone already is no failure."""


calendars: Registry[Calendar] = Registry("calendar")
