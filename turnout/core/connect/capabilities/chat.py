"""Bringing incidents into a chat: places, who is in them, what is posted there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from turnout.core.connect.accounts import Account
from turnout.core.connect.capabilities import Registry


@dataclass(frozen=True)
class ChatPlace:
    """Where people talk over there: a channel, a group, a room."""

    id: str
    name: str
    url: str = ""
    is_private: bool = False


@dataclass(frozen=True)
class Post:
    """Something to be shown in a chat.

    key    the same for every try, so that nothing is posted twice
    body   Markdown, already in the readers' language and discreet
    facts  a few short words with their labels: severity, status, lead
    url    where in Turnout it leads
    """

    key: str
    title: str
    body: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    url: str = ""


class Chat(Protocol):
    """One kind of chat. `member` is a person's id over there."""

    def open_place(self, account: Account, *, key: str, name: str, topic: str, is_private: bool) -> ChatPlace:
        """Make a place, or answer the one that was made with this key."""

    def close_place(self, account: Account, place: str) -> None:
        """Archive it: what was said stays readable. One that is closed already is no failure."""

    def invite(self, account: Account, place: str, members: Sequence[str]) -> None:
        """Let them in. Whoever is there already stays."""

    def members(self, account: Account, place: str) -> frozenset[str]:
        """Who is there now, by their ids over there."""

    def member_by_address(self, account: Account, address: str) -> str | None:
        """Whose email address this is over there; None for nobody's."""

    def post(self, account: Account, place: str, post: Post, *, thread: str = "") -> str:
        """Answers the id of what was posted."""

    def edit(self, account: Account, place: str, posted: str, post: Post) -> None:
        """Let what was posted say this instead. PermanentFailure where it is gone."""

    def delete(self, account: Account, place: str, posted: str) -> None:
        """Take it away. One that is gone already is no failure."""


chats: Registry[Chat] = Registry("chat")
