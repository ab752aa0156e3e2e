"""Proposing what nobody does alone; agreeing, stopping, and doing it when an hour has passed."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.events.record import record
from turnout.core.lib import clock
from turnout.core.people.models import Person
from turnout.incidents.access.events.proposals import (
    ProposalAgreed,
    ProposalLapsed,
    ProposalMade,
    ProposalStopped,
    ProposalTookEffect,
)
from turnout.incidents.access.keepers import refuse_unless_keeper
from turnout.incidents.access.models import DONE, LAPSED, STOPPED, WAITING, WAITS, Proposal
from turnout.incidents.access.proposals import (
    MOST_WAITING,
    acts,
    carrying_out,
    hour_is_enough,
    may_agree,
    may_stop,
)
from turnout.incidents.errors import ChangedMeanwhile, NotPossible
from turnout.incidents.incident.actions.locking import lock
from turnout.incidents.incident.models import Incident
from turnout.incidents.incident.own_case import refuse_own_case

REASON_LENGTH = 500


@transaction.atomic
def propose(
    incident: Incident,
    act: str,
    data: Mapping[str, Any],
    *,
    by: Person,
    reason: str,
    target: Person | None = None,
) -> Proposal:
    """Propose what takes a second person. It is done once one agrees, or after an hour if nobody stops it.

    act, data  see `access.proposals`
    target     whom it would take something from: they hear nothing of it
    The same proposed again, while it waits, is the one that waits. Raises NotPossible: for who doesn't look
    after it, without a reason, and for what couldn't be done anyway.
    """
    incident = lock(incident.parent or incident)
    refuse_own_case(incident, by)
    refuse_unless_keeper(incident, by)
    reason = " ".join(reason.split())[:REASON_LENGTH]
    if not reason:
        raise NotPossible(_("Say why, in a line. It's kept, and read by whoever has to agree."))
    waiting = Proposal.objects.filter(incident=incident, state=WAITING)
    if same := waiting.filter(act=act, data=dict(data)).first():
        return same
    if waiting.filter(by=by).count() >= MOST_WAITING:
        raise NotPossible(
            _("Too much of yours is waiting for a second person here. Take some of it back first.")
        )
    proposal = Proposal(
        incident=incident,
        act=act,
        data=dict(data),
        target=target,
        reason=reason,
        by=by,
        proposed_at=clock.now(),
        due_at=clock.now() + WAITS,
    )
    _try_it(proposal)
    proposal.save(force_insert=True)
    record(proposal, ProposalMade(incident=incident.pk, act=act, note=reason), by=by)
    return proposal


@transaction.atomic
def agree(proposal: Proposal, *, by: Person) -> Proposal:
    """As the second person: do it now. Raises NotPossible for who can't be one, and for what was settled."""
    proposal = _locked(proposal)
    _refuse_settled(proposal)
    refuse_own_case(proposal.incident, by)
    if not may_agree(proposal, by):
        raise NotPossible(
            _(
                "It takes someone else who looks after this: not who proposed it, nor someone they chose or"
                " let in during the last two weeks."
            )
        )
    proposal.second = by
    _settle(proposal, DONE)
    with carrying_out(proposal):
        acts[proposal.act].carry_out(proposal.incident, proposal.data, proposal.by)
    record(proposal, ProposalAgreed(incident=proposal.incident_id, act=proposal.act), by=by)
    return proposal


@transaction.atomic
def stop(proposal: Proposal, *, by: Person) -> Proposal:
    """Say no to it, or take it back. It can be proposed again."""
    proposal = _locked(proposal)
    _refuse_settled(proposal)
    if not may_stop(proposal, by):
        raise NotPossible(_("Only those who look after this one, or whom it concerns, can stop that."))
    proposal.second = by if by.pk != proposal.by_id else None
    _settle(proposal, STOPPED)
    record(proposal, ProposalStopped(incident=proposal.incident_id, act=proposal.act), by=by)
    return proposal


def take_effect(proposal: Proposal) -> None:
    """An hour has passed and nobody stopped it: do it, if it can still be done by who proposed it."""
    if not proposal.is_waiting:
        return
    proposal.incident = lock(proposal.incident)
    try:
        with transaction.atomic(), carrying_out(proposal):
            if not proposal.by.is_active:
                raise NotPossible(_("%(name)s has left.") % {"name": proposal.by.name})
            if not hour_is_enough(proposal):
                raise NotPossible(_("A second person has to agree to this."))
            acts[proposal.act].carry_out(proposal.incident, proposal.data, proposal.by)
    except (KeyError, NotPossible, ChangedMeanwhile):
        _settle(proposal, LAPSED)
        record(proposal, ProposalLapsed(incident=proposal.incident_id, act=proposal.act), by=None)
        return
    _settle(proposal, DONE)
    record(proposal, ProposalTookEffect(incident=proposal.incident_id, act=proposal.act), by=None)


class _OnlyTried(Exception):
    """It could be done: take it back."""


def _try_it(proposal: Proposal) -> None:
    """Do it and roll it back: what can't be done is refused now, not in an hour. Raises NotPossible."""
    try:
        with transaction.atomic(), carrying_out(proposal):
            acts[proposal.act].carry_out(
                Incident.objects.get(pk=proposal.incident_id), proposal.data, proposal.by
            )
            raise _OnlyTried
    except _OnlyTried:
        pass


def _locked(proposal: Proposal) -> Proposal:
    """As it is now, locked: the proposal first, as the tick does, and then its incident."""
    rows = Proposal.objects.select_for_update(of=("self",), no_key=True).select_related("by", "target")
    found = rows.get(pk=proposal.pk)
    found.incident = lock(proposal.incident)
    return found


def _refuse_settled(proposal: Proposal) -> None:
    if not proposal.is_waiting:
        raise NotPossible(_("This was settled already."))


def _settle(proposal: Proposal, state: str) -> None:
    proposal.state, proposal.decided_at, proposal.due_at = state, clock.now(), None
    proposal.save(update_fields=["state", "second", "decided_at", "due_at"])
