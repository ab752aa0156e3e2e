"""Who follows an incident, and who was let in."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from turnout.core.events.types import Event, PersonId, event


@event
@dataclass(frozen=True, kw_only=True)
class PersonSubscribed(Event):
    """Someone wants to hear of every update."""

    verb = "incident.person_subscribed"
    sentence = _("{who} follows this now")
    icon = "bell"
    aside = True


@event
@dataclass(frozen=True, kw_only=True)
class PersonUnsubscribed(Event):
    """Someone no longer wants to hear of every update."""

    verb = "incident.person_unsubscribed"
    sentence = _("{who} no longer follows this")
    icon = "bell-off"
    aside = True


@event
@dataclass(frozen=True, kw_only=True)
class AccessGranted(Event):
    """Someone was let into a restricted incident."""

    verb = "incident.access_granted"
    sentence = _("{who} let {person} in")
    icon = "key-round"
    accounts = True

    person: PersonId


@event
@dataclass(frozen=True, kw_only=True)
class AccessRevoked(Event):
    """Someone may no longer see a restricted incident."""

    verb = "incident.access_revoked"
    sentence = _("{who} took {person}'s access away")
    icon = "key-round"
    accounts = True

    person: PersonId
