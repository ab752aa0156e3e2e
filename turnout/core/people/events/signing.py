"""What can happen around signing in: sessions, passwords, keys for scripts."""

from dataclasses import dataclass

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
    """A key was made with which a script acts as its person. `hint` is how it begins."""

    verb = "api_token.created"
    sentence = _("{who} created the API token {name}")
    icon = "key-square"

    name: Words
    hint: Words


@event
@dataclass(frozen=True, kw_only=True)
class ApiTokenRevoked(Event):
    """A key stopped working."""

    verb = "api_token.revoked"
    sentence = _("{who} revoked the API token {name}")
    icon = "key-square"

    name: Words
    hint: Words
