"""Who is here: the organization, its people and teams, how they sign in."""

from turnout.core.people.models.allowlist import AllowedRange, Allowlist
from turnout.core.people.models.api_key import ApiKey
from turnout.core.people.models.contact import ADDRESS, ContactMethod
from turnout.core.people.models.organization import Organization
from turnout.core.people.models.person import Person, PersonQuerySet
from turnout.core.people.models.signing import (
    INVITATION_LASTS,
    TOKEN_LASTS,
    ApiToken,
    Invitation,
    RateWindow,
    Session,
)
from turnout.core.people.models.team import Membership, Team
from turnout.core.people.models.waiting import AccessChange

__all__ = [
    "ADDRESS",
    "INVITATION_LASTS",
    "TOKEN_LASTS",
    "AccessChange",
    "AllowedRange",
    "Allowlist",
    "ApiKey",
    "ApiToken",
    "ContactMethod",
    "Invitation",
    "Membership",
    "Organization",
    "Person",
    "PersonQuerySet",
    "RateWindow",
    "Session",
    "Team",
]
