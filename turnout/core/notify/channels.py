"""The ways to reach a person outside the app. An integration registers its own in its `channel.py`."""

from dataclasses import dataclass
from typing import Protocol

from django.db.models import QuerySet
from django.utils.functional import Promise

from turnout.core.notify.models import Notification
from turnout.core.people.models import Person


@dataclass(frozen=True)
class Message:
    """What a channel carries: already in the person's language, and no markup but Markdown in `body`.

    key   the same for every try, so that the other side can tell a repeat
    path  where in Turnout it leads, from the root
    """

    key: str
    person: Person
    kind: str
    subject_kind: str
    subject_id: str
    title: str
    body: str
    path: str
    is_urgent: bool


class Channel(Protocol):
    """One way to reach people."""

    @property
    def key(self) -> str: ...

    @property
    def label(self) -> str | Promise: ...

    def can_reach(self, person: Person) -> bool:
        """Whether there is an address for this person. No query: it is asked for everyone."""

    def send(self, message: Message) -> None:
        """Carry it, or raise TemporaryFailure or PermanentFailure with words fit for an admin."""

    def erase(self, told: QuerySet[Notification]) -> None:
        """Forget the words of these, where the channel keeps any here."""


channels: dict[str, Channel] = {}


def register(channel: Channel) -> None:
    if channel.key in channels:
        raise RuntimeError(f"two channels are called {channel.key}")
    channels[channel.key] = channel
