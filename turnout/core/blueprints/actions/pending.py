"""What decides where reports go waits: for a second person, and for its time."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.blueprints.actions.carrying import Undone, carry_out, do
from turnout.core.blueprints.events import (
    ChangeAgreed,
    ChangeHeld,
    ChangeLapsed,
    ChangeProposed,
    ChangeStopped,
    ChangeTurnedOutImpossible,
)
from turnout.core.blueprints.models import WORDS_LENGTH, PendingChange, PendingState
from turnout.core.blueprints.pending import (
    Step,
    as_change,
    as_step,
    between,
    deciders,
    may_stop,
    snapshot,
    why_not_agree,
)
from turnout.core.blueprints.plans import ADD, CHANGE, REMOVE, Change
from turnout.core.events.actors import ActorKind, acting, acting_as
from turnout.core.events.changes import plain
from turnout.core.events.fields import Changed
from turnout.core.events.record import record
from turnout.core.lib import clock
from turnout.core.lib.cached_tables import isolated_cache
from turnout.core.lib.failures import NotPossible
from turnout.core.people.actions.agreement import NeedsAgreement, agreed
from turnout.core.people.models import ApiKey, Person

T = TypeVar("T")
MOST_WAITING = 50  # of one proposer
MOST_FIELDS = 100  # said in the log


def do_or_propose(act: Callable[[], T], *, by: Person | None) -> "T | PendingChange | None":
    """Do it; or, where that takes a second person, keep it waiting with the same data.

    act  calls verbs that change settings, and may be called more than once
    Answers what `act` does, the change that waits now, or None if nothing would be different.
    """
    try:
        return act()
    except NeedsAgreement:
        return propose(act, by=by)


def propose(act: Callable[[], Any], *, by: Person | None) -> PendingChange | None:
    """What it would change is found by trying it, and waits. Raises NotPossible for what verbs refuse."""
    with isolated_cache(), transaction.atomic():
        before = snapshot()
        try:
            with isolated_cache(), transaction.atomic(), agreed():
                act()
                after = snapshot()
                raise Undone
        except Undone:
            pass
    changes = between(before, after)
    return propose_changes(changes, by=by) if changes else None


@transaction.atomic
def propose_changes(changes: Sequence[Change], *, by: Person | None) -> PendingChange:
    """Keep these waiting together. What waits already isn't kept twice.

    Raises NotPossible for too many, and for whoever is neither a person nor an API key.
    """
    key = _key(by)
    own = PendingChange.objects.waiting().filter(proposed_by=by, by_key=key)
    steps = [as_step(each) for each in changes]
    waiting = [(step, each) for each in PendingChange.objects.waiting() for step in each.steps]
    new = [step for step in steps if not any(_is_same(step, other) for other, _each in waiting)]
    if not new:
        return next(each for other, each in waiting if _is_same(steps[0], other))
    if own.count() >= MOST_WAITING:
        raise NotPossible(
            _("%(most)s changes of yours are waiting. Stop one first.") % {"most": MOST_WAITING}
        )
    now, proposer = clock.now(), by or (key.created_by if key else None)
    names = ", ".join(dict.fromkeys(each.name for each in changes if as_step(each) in new))
    made = PendingChange(
        steps=new,
        names=names[:WORDS_LENGTH],
        proposed_by=by,
        by_key=key,
        proposed_at=now,
        takes_two=bool(deciders(but=proposer)),
    )
    made.due_at = made.holds_from
    made.save(force_insert=True)
    record(made, ChangeProposed(names=made.names, changes=_fields(new)), by=by)
    return made


def _fields(steps: Sequence[Step]) -> tuple[Changed, ...]:
    """What the log says would be different."""
    found = [
        Changed(field=name, was=plain(step["was"].get(name)), now=plain(step["data"].get(name)))
        for step in steps
        for name in {**step["was"], **step["data"]}
    ]
    return tuple(found[:MOST_FIELDS])


def _key(by: Person | None) -> ApiKey | None:
    actor = acting()
    if by is not None:
        return None
    if actor.kind != ActorKind.API_KEY:
        raise NotPossible(_("Only an owner or an admin can propose this."))
    return ApiKey.objects.get(pk=actor.id)


def _is_same(step: dict[str, Any], other: dict[str, Any]) -> bool:
    return all(step[name] == other[name] for name in ("section", "key", "action", "data"))


@transaction.atomic
def agree_to_change(change: PendingChange, *, by: Person) -> PendingChange:
    """Be the second person. It holds once its time has come, or now if that is over. Raises NotPossible."""
    change = _locked(change)
    if reason := why_not_agree(change, by):
        raise NotPossible(reason)
    now = clock.now()
    change.agreed_by, change.agreed_at, change.due_at = by, now, max(now, change.holds_from)
    change.save(update_fields=["agreed_by", "agreed_at", "due_at"])
    record(change, ChangeAgreed(names=change.names), by=by)
    return change


@transaction.atomic
def stop_change(change: PendingChange, *, by: Person) -> PendingChange:
    """It will not hold. Raises NotPossible for whoever may not, and for one that waits no longer."""
    change = _locked(change)
    if not change.is_waiting:
        raise NotPossible(_("This change is no longer waiting."))
    if not may_stop(change, by):
        raise NotPossible(
            _("Owners, those who look at new reports first and whoever proposed it can stop it.")
        )
    _end(change, PendingState.STOPPED, by=by)
    record(change, ChangeStopped(names=change.names), by=by)
    return change


def let_hold(change: PendingChange) -> None:
    """Its time has come: it holds if it may, and once. Part of a tick, which holds the row."""
    needs_two = change.takes_two or bool(deciders(but=change.proposer))
    if needs_two and change.agreed_by_id is None:
        if clock.now() < change.lapses_at:
            change.due_at = change.lapses_at
            change.save(update_fields=["due_at"])
            return
        _end(change, PendingState.LAPSED)
        record(change, ChangeLapsed(names=change.names), by=None)
        return
    reason = _hold(change)
    if reason:
        change.reason = reason[:WORDS_LENGTH]
        _end(change, PendingState.NOT_POSSIBLE)
        record(change, ChangeTurnedOutImpossible(names=change.names, reason=change.reason), by=None)
        return
    _end(change, PendingState.HELD)
    record(change, ChangeHeld(names=change.names), by=None)


def _hold(change: PendingChange) -> str:
    """Do all of it in the proposer's name, or nothing; why not, if not."""
    by, actor = change.proposed_by, change.actor
    revoked = change.by_key is not None and change.by_key.revoked_at is not None
    with isolated_cache(), acting_as(actor) if actor else nullcontext():
        try:
            with transaction.atomic(), agreed():
                changes = [as_change(step) for step in change.steps]
                if revoked or (by and not all(by.may(each.setting.permission) for each in changes)):
                    return _("Whoever proposed it may no longer change this.")
                refused = carry_out(changes, by, do=_do_as_it_is_now)
                if refused:
                    raise NotPossible(refused[0][1])
        except NotPossible as error:
            return str(error)
    return ""


def _do_as_it_is_now(change: Change, by: Person | None) -> None:
    """Only what it was proposed for is set, and only if nobody changed that since."""
    present = change.setting.everything().get(change.key)
    if change.action == ADD and present is not None:
        raise NotPossible(_("“%(name)s” is there already.") % {"name": change.name})
    if change.action in (CHANGE, REMOVE) and present is None:
        raise NotPossible(_("“%(name)s” is no longer there.") % {"name": change.name})
    if change.action == CHANGE and present is not None:
        if any(present[name] not in (value, change.will[name]) for name, value in change.was.items()):
            raise NotPossible(_("“%(name)s” was changed in the meantime.") % {"name": change.name})
        change = Change(CHANGE, change.setting, change.key, was=present, will={**present, **change.will})
    do(change, by)


def _end(change: PendingChange, state: PendingState, *, by: Person | None = None) -> None:
    change.state, change.ended_at, change.ended_by, change.due_at = state, clock.now(), by, None
    change.save(update_fields=["state", "ended_at", "ended_by", "due_at", "reason"])


def _locked(change: PendingChange) -> PendingChange:
    return PendingChange.objects.select_for_update(no_key=True, of=("self",)).get(pk=change.pk)
