"""What can happen around signing in: sessions, passwords, keys for scripts."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from turnout.core.events.types import Event, Key, PersonId, Words, event


@event
@dataclass(frozen=True, kw_only=True)
class SignedIn(Event):
    """Somebody signed in. `how` is password, invitation, set-up or demo."""

    verb = "person.signed_in"
    sentence = _("{person} signed in")
    icon = "log-in"

    person: PersonId
    how: Key
    browser: Words = ""


@event
@dataclass(frozen=True, kw_only=True)
class SessionsEnded(Event):
    """Browsers somebody was signed in with were signed out from elsewhere. `count` of them."""

    verb = "person.sessions_ended"
    sentence = _("{who} signed {person} out of {count} device(s)")
    icon = "log-out"

    person: PersonId
    count: int


@event
@dataclass(frozen=True, kw_only=True)
class PasswordChanged(Event):
    """Somebody has a new password."""

    verb = "person.password_changed"
    sentence = _("{person} changed their password")
    icon = "key-round"

    person: PersonId


@event
@dataclass(frozen=True, kw_only=True)
class ApiTokenCreated(Event):
    """A key was made with which a script acts as its person, lent these `scopes`, until it ends after `days`.
    `hint` is how it begins."""

    verb = "api_token.created"
    sentence = _("{who} created the API token {name}")
    icon = "key-square"

    name: Words
    hint: Words
    scopes: list[Key] = field(default_factory=list)
    days: int | None = None


@event
@dataclass(frozen=True, kw_only=True)
class ApiTokenRevoked(Event):
    """A key stopped working."""

    verb = "api_token.revoked"
    sentence = _("{who} revoked the API token {name}")
    icon = "key-square"

    name: Words
    hint: Words


@event
@dataclass(frozen=True, kw_only=True)
class ApiTokenStopped(Event):
    """A script changed more than `most` incidents within an hour: its API token stops until it's answered."""

    verb = "api_token.stopped"
    sentence = _("{who} stopped the API token {name}: it changed more than {most} incidents in an hour")
    icon = "octagon-pause"
    accounts = True

    name: Words
    hint: Words
    most: int


@event
@dataclass(frozen=True, kw_only=True)
class ApiTokenLetGoOn(Event):
    """Somebody let a stopped API token go on for an hour."""

    verb = "api_token.let_go_on"
    sentence = _("{who} let the API token {name} continue for an hour")
    icon = "play"
    accounts = True

    name: Words
    hint: Words
