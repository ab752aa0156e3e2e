"""Being sent to: an address, a webhook, a place in a chat; a person, wherever they are reached."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from turnout.core.connect.capabilities import Registry
from turnout.core.values import Parts, Words


@dataclass(frozen=True)
class Parcel:
    """Something to be sent: already discreet, and in the language of whoever reads it.

    key    the same for every try, so that the other side can tell a repeat
    body   Markdown
    facts  a few words each
    url    where in Turnout it leads, as a whole address
    """

    key: str
    title: str
    body: str = ""
    facts: tuple[str, ...] = ()
    url: str = ""


@dataclass(frozen=True)
class Destination:
    """Where something can be sent: a type, and what its parts say, as plain data."""

    type: str
    said: tuple[tuple[str, Any], ...]

    @classmethod
    def of(cls, type: str, **said: Any) -> "Destination":
        """One of this type. Two that say the same are equal, in whatever order."""
        return cls(type, tuple(sorted(said.items())))


class DestinationType(Protocol):
    """One type of destination. Its form, its check and its schema are drawn from `parts`."""

    @property
    def label(self) -> Words:
        """What a list of types calls it."""

    @property
    def icon(self) -> str:
        """A lucide icon."""

    @property
    def parts(self) -> Parts:
        """What has to be said to name one."""

    def shown(self, values: Mapping[str, Any]) -> str:
        """What a list calls this one; nothing in it is secret."""

    def send(self, values: Mapping[str, Any], parcel: Parcel) -> None:
        """Send it, or raise TemporaryFailure or PermanentFailure. Not inside a transaction."""


destination_types: Registry[DestinationType] = Registry("destination")
