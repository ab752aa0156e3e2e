"""What can happen to people, teams and the organization, and around signing in."""

from turnout.core.people.events.contacts import (
    ContactMethodAdded,
    ContactMethodRemoved,
    ContactMethodSwitched,
    ContactMethodVerified,
)
from turnout.core.people.events.keys import ApiKeyChanged, ApiKeyCreated, ApiKeyRevoked, ApiKeyRotated
from turnout.core.people.events.people import (
    AccessRenewed,
    BaseRoleChanged,
    InvitationAccepted,
    InvitationWithdrawn,
    OrganizationChanged,
    OrganizationFounded,
    PersonAdded,
    PersonDeactivated,
    PersonInvited,
    PersonReactivated,
    ProfileChanged,
    ReportsRerouted,
)
from turnout.core.people.events.signing import (
    ApiTokenCreated,
    ApiTokenRevoked,
    PasswordChanged,
    SessionsEnded,
    SignedIn,
)
from turnout.core.people.events.teams import (
    TeamChanged,
    TeamCreated,
    TeamMemberAdded,
    TeamMemberRemoved,
    TeamRemoved,
)

__all__ = [
    "AccessRenewed",
    "ApiKeyChanged",
    "ApiKeyCreated",
    "ApiKeyRevoked",
    "ApiKeyRotated",
    "ApiTokenCreated",
    "ApiTokenRevoked",
    "BaseRoleChanged",
    "ContactMethodAdded",
    "ContactMethodRemoved",
    "ContactMethodSwitched",
    "ContactMethodVerified",
    "InvitationAccepted",
    "InvitationWithdrawn",
    "OrganizationChanged",
    "OrganizationFounded",
    "PasswordChanged",
    "PersonAdded",
    "PersonDeactivated",
    "PersonInvited",
    "PersonReactivated",
    "ProfileChanged",
    "ReportsRerouted",
    "SessionsEnded",
    "SignedIn",
    "TeamChanged",
    "TeamCreated",
    "TeamMemberAdded",
    "TeamMemberRemoved",
    "TeamRemoved",
]
