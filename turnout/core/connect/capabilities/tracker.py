"""Keeping tasks in step with tickets in another tool."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from turnout.core.connect.accounts import Account
from turnout.core.connect.capabilities import Registry


@dataclass(frozen=True)
class Project:
    """Where tickets can be made over there."""

    id: str
    name: str


@dataclass(frozen=True)
class Ticket:
    """A task as it may be known elsewhere.

    body      Markdown, discreet
    url       where in Turnout it leads
    assignee  their email address; empty for nobody
    """

    title: str
    body: str = ""
    url: str = ""
    is_done: bool = False
    assignee: str = ""


@dataclass(frozen=True)
class Filed:
    """A ticket as it is over there. `changed_at` tells which side changed last."""

    id: str
    url: str
    ticket: Ticket
    changed_at: datetime


class Tracker(Protocol):
    """One kind of tracker."""

    def projects(self, account: Account) -> Sequence[Project]:
        """Where tickets can be made with this account."""

    def file(self, account: Account, project: str, ticket: Ticket, *, key: str) -> Filed:
        """Make a ticket, or answer the one that was made with this key."""

    def change(self, account: Account, id: str, ticket: Ticket) -> Filed:
        """Let the ticket say this. Answers how it is over there now; PermanentFailure where it is gone."""

    def look(self, account: Account, id: str) -> Filed | None:
        """None for one that is gone."""


trackers: Registry[Tracker] = Registry("tracker")
