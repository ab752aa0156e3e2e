"""What can happen to people, teams and the organization."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from turnout.core.events.types import Event, PersonId, event


@event
@dataclass(frozen=True, kw_only=True)
class OrganizationFounded(Event):
    """Turnout was set up here."""

    verb = "organization.founded"
    sentence = _("{who} set up Turnout")
    icon = "building-2"


@event
@dataclass(frozen=True, kw_only=True)
class PersonAdded(Event):
    """Someone joined: by invitation, by an admin's hand or from the demo."""

    verb = "person.added"
    sentence = _("{person} joined")
    icon = "user-plus"

    person: PersonId
