"""The ways to reach people outside the app. An integration registers its own in its `channel.py`."""

from dataclasses import dataclass
from typing import Protocol

from django.db.models import QuerySet
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from turnout.core.notify.cards import Card
from turnout.core.notify.kinds import NoticeKind, Words
from turnout.core.notify.models import Notification
from turnout.core.people.models import Person
from turnout.core.values import Value


@dataclass(frozen=True)
class Message:
    """What a channel carries: already in the person's language, and no markup but Markdown in `body`.

    key   the same for every try, so that the other side can tell a repeat
    to    where it goes: what the contact method holds
    card  what it is about, as it is now; None where nothing more may be said
    path  where in Turnout it leads, from the root
    """

    key: str
    person: Person
    to: str
    kind: str
    subject_kind: str
    subject_id: str
    title: str
    body: str
    path: str
    is_urgent: bool
    card: Card | None = None


@dataclass(frozen=True)
class Reached:
    """What a channel delivers to: a kind of contact method, and what one of them holds."""

    kind: str
    label: Words
    value: Value[str]


class Channel(Protocol):
    """One way to reach people."""

    @property
    def key(self) -> str: ...

    @property
    def label(self) -> Words: ...

    @property
    def way(self) -> Words:
        """As a sentence has it: “by email”."""

    @property
    def is_usual(self) -> bool:
        """Whether notifications go over it unless a person says otherwise."""

    @property
    def reaches(self) -> Reached: ...

    def send_code(self, person: Person, to: str, code: str) -> None:
        """Carry the code with which they show that `to` is theirs. Raises like `send`."""

    def send(self, message: Message) -> None:
        """Carry it, or raise TemporaryFailure or PermanentFailure with words fit for an admin."""

    def erase(self, told: QuerySet[Notification]) -> None:
        """Forget the words of these, where the channel keeps any here."""


channels: dict[str, Channel] = {}


def register(channel: Channel) -> None:
    if channel.key in channels:
        raise RuntimeError(f"two channels are called {channel.key}")
    channels[channel.key] = channel


def reached() -> dict[str, Reached]:
    """The kinds of contact methods that something can be delivered to."""
    return {each.reaches.kind: each.reaches for each in channels.values()}


def goes_over(kind: NoticeKind, channel: Channel) -> bool:
    """Whether this kind of notification goes over this channel unless the person says otherwise."""
    return kind.goes_out and channel.is_usual


def how_people_are_told() -> str:
    """ "in Turnout, and by email if they want that": for what people read before they send something."""
    ways = [str(each.way) for each in channels.values() if each.is_usual]
    if not ways:
        return _("in Turnout")
    return _("in Turnout, and %(ways)s if they want that") % {"ways": get_text_list(ways, _("or"))}
