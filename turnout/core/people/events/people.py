"""What can happen to people, teams and the organization."""

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from turnout.core.events.areas import area
from turnout.core.events.types import Changed, Event, Key, OneOf, PersonId, Words, event
from turnout.core.people.permissions import ROLE_NAMES

BaseRoleKey = Annotated[str, OneOf(ROLE_NAMES.get)]

ORGANIZATION = area("organization", _("Organization"))
PEOPLE = area("people", _("People"))


@event
@dataclass(frozen=True, kw_only=True)
class OrganizationFounded(Event):
    """Turnout was set up here."""

    verb = "organization.founded"
    sentence = _("{who} set up Turnout")
    icon = "building-2"
    area = ORGANIZATION


@event
@dataclass(frozen=True, kw_only=True)
class OrganizationChanged(Event):
    """The organization's name, time zone or promise to reporters was changed; all as they are now."""

    verb = "organization.changed"
    sentence = _("{who} changed the organization: {name}, {timezone}")
    icon = "building-2"
    area = ORGANIZATION

    name: Words
    timezone: Key
    allows_anonymous: bool = False  # whether anyone may report without signing in
    answer_days: int = 0  # within which whoever reports something hears what became of it
    looks_first: Words = ""  # the team that looks at new reports first; empty: admins do
    changes: tuple[Changed, ...] = ()


@event
@dataclass(frozen=True, kw_only=True)
class ReportsRerouted(Event):
    """What decides where reports go was changed at once: during set-up, or by Turnout itself. Each change has
    an event of its own besides."""

    verb = "organization.reports_rerouted"
    sentence = _("{who} changed where reports go: {names}")
    icon = "waypoints"
    accounts = True
    area = ORGANIZATION

    names: Words  # of what was changed


@event
@dataclass(frozen=True, kw_only=True)
class PersonAdded(Event):
    """Someone joined: by invitation, by an admin's hand or from the demo."""

    verb = "person.added"
    sentence = _("{person} joined")
    icon = "user-plus"
    area = PEOPLE

    person: PersonId


@event
@dataclass(frozen=True, kw_only=True)
class PersonInvited(Event):
    """A link was made with which somebody may join."""

    verb = "person.invited"
    sentence = _("{who} invited {email} as {role}")
    icon = "mail-plus"
    area = PEOPLE

    email: Words
    role: BaseRoleKey


@event
@dataclass(frozen=True, kw_only=True)
class InvitationWithdrawn(Event):
    """An invitation's link stopped working before it was used."""

    verb = "person.invitation_withdrawn"
    sentence = _("{who} withdrew the invitation for {email}")
    icon = "mail-x"
    area = PEOPLE

    email: Words


@event
@dataclass(frozen=True, kw_only=True)
class InvitationAccepted(Event):
    """An invitation's link was used; it won't work again."""

    verb = "person.invitation_accepted"
    sentence = _("{person} accepted an invitation")
    icon = "mail-check"
    area = PEOPLE

    person: PersonId


@event
@dataclass(frozen=True, kw_only=True)
class AccessRenewed(Event):
    """A link was made with which somebody who is here may choose a new password."""

    verb = "person.access_renewed"
    sentence = _("{who} created a password link for {person}")
    icon = "key-round"
    area = PEOPLE

    person: PersonId


@event
@dataclass(frozen=True, kw_only=True)
class ProfileChanged(Event):
    """Somebody's name, title, time zone or language was changed; `fields` names which."""

    verb = "person.profile_changed"
    sentence = _("{who} changed the profile of {person}")
    icon = "user-pen"

    person: PersonId
    fields: list[Key]


@event
@dataclass(frozen=True, kw_only=True)
class NameChanged(Event):
    """Somebody is called something else from now on. `profile_changed` tells of it, too."""

    verb = "person.name_changed"
    sentence = _("{who} changed the name of {was} to {now}")
    icon = "user-pen"
    area = PEOPLE

    person: PersonId
    was: Words
    now: Words


@event
@dataclass(frozen=True, kw_only=True)
class TitleChanged(Event):
    """Somebody's title is another one from now on. `profile_changed` tells of it, too."""

    verb = "person.title_changed"
    sentence = _("{who} changed the title of {person}")
    icon = "user-pen"
    area = PEOPLE

    person: PersonId
    changes: tuple[Changed, ...] = ()


@event
@dataclass(frozen=True, kw_only=True)
class BaseRoleChanged(Event):
    """What somebody may do in the whole organization was changed."""

    verb = "person.role_changed"
    sentence = _("{who} changed {person}'s role from {was} to {now}")
    icon = "user-cog"
    area = PEOPLE

    person: PersonId
    was: BaseRoleKey
    now: BaseRoleKey


@event
@dataclass(frozen=True, kw_only=True)
class AccessChangeAsked(Event):
    """An admin wants somebody's role lowered, or them deactivated (`to` is empty then). It waits an hour."""

    verb = "person.access_change_asked"
    sentence = _("{who} asked to change {person}'s role to {to}")
    icon = "hourglass"
    area = PEOPLE
    accounts = True

    person: PersonId
    to: BaseRoleKey

    def sentence_for(self) -> str:
        return str(self.sentence if self.to else _("{who} asked to deactivate {person}"))


@event
@dataclass(frozen=True, kw_only=True)
class AccessChangeStopped(Event):
    """What an admin wanted to take from somebody won't happen."""

    verb = "person.access_change_stopped"
    sentence = _("{who} stopped the change of {person}'s role to {to}")
    icon = "circle-slash"
    area = PEOPLE
    accounts = True

    person: PersonId
    to: BaseRoleKey

    def sentence_for(self) -> str:
        return str(self.sentence if self.to else _("{who} stopped the deactivation of {person}"))


@event
@dataclass(frozen=True, kw_only=True)
class PersonDeactivated(Event):
    """Somebody left: they can't sign in, their sessions ended and their keys stopped working."""

    verb = "person.deactivated"
    sentence = _("{who} deactivated {person}")
    icon = "user-minus"
    area = PEOPLE

    person: PersonId


@event
@dataclass(frozen=True, kw_only=True)
class PersonReactivated(Event):
    """Somebody who had left is back."""

    verb = "person.reactivated"
    sentence = _("{who} reactivated {person}")
    icon = "user-check"
    area = PEOPLE

    person: PersonId
