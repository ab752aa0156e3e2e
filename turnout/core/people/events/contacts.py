"""What can happen to the ways a person can be reached. The addresses themselves are in no event."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from turnout.core.events.types import Event, Key, PersonId, event


@event
@dataclass(frozen=True, kw_only=True)
class ContactMethodAdded(Event):
    """Someone named another way to reach them, not yet verified."""

    verb = "person.contact_method_added"
    sentence = _("{who} added a way to reach {person}")
    icon = "contact"

    person: PersonId
    kind: Key


@event
@dataclass(frozen=True, kw_only=True)
class ContactMethodVerified(Event):
    """Someone showed that an address or number is theirs."""

    verb = "person.contact_method_verified"
    sentence = _("{who} verified a way to reach {person}")
    icon = "badge-check"

    person: PersonId
    kind: Key


@event
@dataclass(frozen=True, kw_only=True)
class ContactMethodSwitched(Event):
    """Someone chose whether notifications go to one of their addresses or numbers."""

    verb = "person.contact_method_switched"
    sentence = _("{who} changed where notifications reach {person}")
    icon = "contact"

    person: PersonId
    kind: Key
    is_used: bool


@event
@dataclass(frozen=True, kw_only=True)
class ContactMethodRemoved(Event):
    """A way to reach someone was forgotten."""

    verb = "person.contact_method_removed"
    sentence = _("{who} removed a way to reach {person}")
    icon = "trash-2"

    person: PersonId
    kind: Key
