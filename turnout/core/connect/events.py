"""What can happen to connections."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from turnout.core.events.areas import area
from turnout.core.events.types import Changed, Event, Key, Words, event

CONNECTIONS = area("connections", _("Connections"))


@event
@dataclass(frozen=True, kw_only=True)
class ConnectionCreated(Event):
    """Turnout was connected to a system elsewhere."""

    verb = "connection.created"
    sentence = _("{who} connected {label}")
    icon = "plug"
    area = CONNECTIONS

    kind: Key
    label: Words
    changes: tuple[Changed, ...] = ()


@event
@dataclass(frozen=True, kw_only=True)
class ConnectionChanged(Event):
    """Settings of a connection were changed; `fields` names which; `changes` says to what where
    that can be no secret: of an address its host alone."""

    verb = "connection.changed"
    sentence = _("{who} changed the connection {label}")
    icon = "settings-2"
    area = CONNECTIONS

    kind: Key
    label: Words
    fields: list[Key]
    changes: tuple[Changed, ...] = ()


@event
@dataclass(frozen=True, kw_only=True)
class ConnectionSecretChanged(Event):
    """A secret of a connection was replaced; `name` is which, the secret itself is in no event."""

    verb = "connection.secret_changed"
    sentence = _("{who} replaced a secret of the connection {label}")
    icon = "key-round"
    area = CONNECTIONS

    kind: Key
    label: Words
    name: Key


@event
@dataclass(frozen=True, kw_only=True)
class ConnectionSwitched(Event):
    """A connection was switched on or off: while it's off nothing goes over it."""

    verb = "connection.switched"
    sentence = _("{who} switched the connection {label}")
    icon = "power"
    area = CONNECTIONS

    kind: Key
    label: Words
    is_on: bool

    def sentence_for(self) -> str:
        return str(
            _("{who} switched the connection {label} on")
            if self.is_on
            else _("{who} switched the connection {label} off")
        )


@event
@dataclass(frozen=True, kw_only=True)
class ConnectionRemoved(Event):
    """Turnout was disconnected from a system elsewhere; its secrets here were deleted."""

    verb = "connection.removed"
    sentence = _("{who} disconnected {label}")
    icon = "unplug"
    area = CONNECTIONS

    kind: Key
    label: Words


@event
@dataclass(frozen=True, kw_only=True)
class ConnectionTested(Event):
    """Someone tried whether a connection works."""

    verb = "connection.tested"
    sentence = _("{who} tested the connection {label}")
    icon = "stethoscope"

    kind: Key
    label: Words
    worked: bool


@event
@dataclass(frozen=True, kw_only=True)
class ConnectionFailing(Event):
    """A connection that worked doesn't any more."""

    verb = "connection.failing"
    sentence = _("The connection {label} stopped working")
    icon = "plug-zap"

    kind: Key
    label: Words
    failure: Words


@event
@dataclass(frozen=True, kw_only=True)
class ConnectionRecovered(Event):
    """A connection that was failing works again."""

    verb = "connection.recovered"
    sentence = _("The connection {label} works again")
    icon = "plug"

    kind: Key
    label: Words


@event
@dataclass(frozen=True, kw_only=True)
class SecretsRotated(Event):
    """Secrets were encrypted anew with another key, by whoever runs the installation."""

    verb = "connection.secrets_rotated"
    sentence = _("Secrets were encrypted with a new key")
    icon = "rotate-cw"
    area = CONNECTIONS

    count: int
