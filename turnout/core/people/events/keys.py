"""What can happen to the organization's API keys, and to what the API may be used from."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from turnout.core.events.areas import area
from turnout.core.events.types import Changed, Event, Key, Words, event

API_KEYS = area("api_keys", _("API keys"))


@event
@dataclass(frozen=True, kw_only=True)
class ApiKeyCreated(Event):
    """A key was made that belongs to the organization. `hint` is how it begins."""

    verb = "api_key.created"
    sentence = _("{who} created the API key {name}")
    icon = "key-square"
    area = API_KEYS

    name: Words
    hint: Words
    permissions: list[Key]
    changes: tuple[Changed, ...] = ()


@event
@dataclass(frozen=True, kw_only=True)
class ApiKeyChanged(Event):
    """A key's name, or what it may do, was changed."""

    verb = "api_key.changed"
    sentence = _("{who} changed the API key {name}")
    icon = "key-square"
    area = API_KEYS

    name: Words
    was: list[Key]  # permissions it had
    permissions: list[Key]
    changes: tuple[Changed, ...] = ()


@event
@dataclass(frozen=True, kw_only=True)
class ApiKeyRotated(Event):
    """A key was given another secret; the former one works for some minutes more."""

    verb = "api_key.rotated"
    sentence = _("{who} rotated the API key {name}")
    icon = "rotate-cw"
    area = API_KEYS

    name: Words
    hint: Words
    overlap_minutes: int


@event
@dataclass(frozen=True, kw_only=True)
class ApiKeyRevoked(Event):
    """A key stopped working."""

    verb = "api_key.revoked"
    sentence = _("{who} revoked the API key {name}")
    icon = "key-square"
    area = API_KEYS

    name: Words
    hint: Words


@event
@dataclass(frozen=True, kw_only=True)
class ApiKeyStopped(Event):
    """A script changed more than `most` incidents within an hour: its API key stops until someone answers."""

    verb = "api_key.stopped"
    sentence = _("{who} stopped the API key {name}: it changed more than {most} incidents in an hour")
    icon = "octagon-pause"
    area = API_KEYS
    accounts = True

    name: Words
    hint: Words
    most: int


@event
@dataclass(frozen=True, kw_only=True)
class ApiKeyLetGoOn(Event):
    """Somebody let a stopped API key go on for an hour."""

    verb = "api_key.let_go_on"
    sentence = _("{who} let the API key {name} continue for an hour")
    icon = "play"
    area = API_KEYS
    accounts = True

    name: Words
    hint: Words


@event
@dataclass(frozen=True, kw_only=True)
class AllowlistChanged(Event):
    """Someone set from which IP addresses the API may be used, or that it may be from any."""

    verb = "allowlist.changed"
    sentence = _("{who} changed from which IP addresses the API may be used")
    icon = "shield-check"
    area = API_KEYS

    is_on: bool  # False: from any
    ranges: list[Words]
    changes: tuple[Changed, ...] = ()
