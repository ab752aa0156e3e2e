"""What is proposed, agreed to and stopped: in no timeline, for whom it concerns may read that."""

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from turnout.core.events.types import Event, Id, Key, Words, event


@dataclass(frozen=True, kw_only=True)
class _OfProposal(Event):
    """Something that happened to a proposal: where, and what was proposed."""

    accounts = True

    incident: Annotated[str, Id("incident")]
    act: Key


@event
@dataclass(frozen=True, kw_only=True)
class ProposalMade(_OfProposal):
    """Someone who looks after an incident proposed what takes a second person."""

    verb = "proposal.made"
    sentence = _("{who} proposed something that takes a second person")
    icon = "users-round"

    note: Words = ""


@event
@dataclass(frozen=True, kw_only=True)
class ProposalAgreed(_OfProposal):
    """The second person agreed, and it was done."""

    verb = "proposal.agreed"
    sentence = _("{who} agreed, and it was done")
    icon = "check"


@event
@dataclass(frozen=True, kw_only=True)
class ProposalStopped(_OfProposal):
    """Someone it concerns said no, or who proposed it took it back."""

    verb = "proposal.stopped"
    sentence = _("{who} stopped what was proposed")
    icon = "circle-slash"


@event
@dataclass(frozen=True, kw_only=True)
class ProposalTookEffect(_OfProposal):
    """An hour passed, nobody stopped it, and it was done."""

    verb = "proposal.took_effect"
    sentence = _("What was proposed took effect after an hour")
    icon = "hourglass"


@event
@dataclass(frozen=True, kw_only=True)
class ProposalLapsed(_OfProposal):
    """When its hour had passed it could no longer be done, so it wasn't."""

    verb = "proposal.lapsed"
    sentence = _("What was proposed could no longer be done")
    icon = "circle-slash"
