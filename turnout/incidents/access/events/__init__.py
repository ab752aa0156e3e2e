"""What can happen here: each class is the whole truth about its event."""

from turnout.incidents.access.events.keepers import ConcernSaid, KeeperLeft, KeeperNamed, KeepersCameIn
from turnout.incidents.access.events.people import (
    AccessGranted,
    AccessRevoked,
    PersonSubscribed,
    PersonUnsubscribed,
)
from turnout.incidents.access.events.proposals import (
    ProposalAgreed,
    ProposalLapsed,
    ProposalMade,
    ProposalStopped,
    ProposalTookEffect,
)
from turnout.incidents.access.events.roles import RoleAssigned, RoleEnded
from turnout.incidents.access.events.sealing import (
    AccessAnswered,
    AccessAsked,
    SealBreakAsked,
    SealBreakRefused,
    SealBroken,
    SealClosed,
)
from turnout.incidents.access.events.visibility import (
    ConfidentialityChanged,
    ExclusionLifted,
    KeptOutTeamJoined,
    MarksChanged,
    PersonExcluded,
    TeamAccessRevoked,
    TeamExcluded,
    TeamLetIn,
)

__all__ = [
    "AccessAnswered",
    "AccessAsked",
    "AccessGranted",
    "AccessRevoked",
    "ConcernSaid",
    "ConfidentialityChanged",
    "ExclusionLifted",
    "KeeperLeft",
    "KeeperNamed",
    "KeepersCameIn",
    "KeptOutTeamJoined",
    "MarksChanged",
    "PersonExcluded",
    "PersonSubscribed",
    "PersonUnsubscribed",
    "ProposalAgreed",
    "ProposalLapsed",
    "ProposalMade",
    "ProposalStopped",
    "ProposalTookEffect",
    "RoleAssigned",
    "RoleEnded",
    "SealBreakAsked",
    "SealBreakRefused",
    "SealBroken",
    "SealClosed",
    "TeamAccessRevoked",
    "TeamExcluded",
    "TeamLetIn",
]
