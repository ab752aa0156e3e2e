"""Giving types another lifecycle, and removing statuses: unfinished incidents always move along."""

from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.deletion import ProtectedError
from django.utils.translation import gettext as _

from turnout.core.events.changes import NOTHING, as_it_is, changes
from turnout.core.events.record import record
from turnout.core.lib import clock
from turnout.core.lib.revision_cache import MAX_AGE
from turnout.core.people.models import Person
from turnout.incidents.definitions.events import KindRemoved, LifecycleGiven, StatusReplaced
from turnout.incidents.definitions.lifecycles import counterpart, lifecycle_of
from turnout.incidents.definitions.models import IncidentType, Lifecycle, Status, StatusMove
from turnout.incidents.definitions.models.lifecycles import UNFINISHED_CATEGORIES
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.models import Incident

BATCH = 200  # moved at once
STRAGGLERS = timedelta(seconds=2 * MAX_AGE)  # how long another process may still offer the old steps


def statuses_left(kind: IncidentType, lifecycle: Lifecycle, *, by: Person | None) -> list[Status]:
    """Statuses outside of `lifecycle` with unfinished incidents of this type that `by` can see."""
    held = _unfinished(by).filter(type=kind).values("status")
    return list(Status.objects.filter(pk__in=held).exclude(lifecycle=lifecycle))


def is_entered(status: Status, *, by: Person | None) -> bool:
    """Whether unfinished incidents that `by` can see are in this status, so that they must be moved."""
    return _unfinished(by).filter(status=status).exists()


def _unfinished(by: Person | None) -> QuerySet[Incident]:
    """Only incidents this person can see: asking about others would reveal that they exist."""
    seen: QuerySet[Incident] = Incident.objects.visible_to(by) if by else Incident.objects.all()
    return seen.filter(category__in=UNFINISHED_CATEGORIES)


@transaction.atomic
def give_lifecycle(
    kind: IncidentType, to: Lifecycle, *, moves: Mapping[str, Status], by: Person | None
) -> IncidentType:
    """Incidents of this type go through these steps from now on; those that are unfinished move over.

    moves  where each status goes, by its id: to one of `to`, of the same category
    Raises NotPossible if a status that holds something unfinished goes nowhere, or to where it would mean
    something else. What `by` may not see goes to what is nearest. A batch moves at
    once; the rest follows in the worker.
    """
    kind = IncidentType.objects.select_for_update(no_key=True, of=("self",)).get(pk=kind.pk)
    before = lifecycle_of(kind)
    was_given = Lifecycle.objects.filter(pk=before).first()
    if before == to.pk:
        return kind
    left = statuses_left(kind, to, by=by)
    for was in left:
        _check(was, moves.get(was.pk), to.pk)
    kind.lifecycle = None if to.is_default else to
    kind.save(update_fields=["lifecycle"])
    StatusMove.objects.filter(type=kind).delete()  # of an earlier change: what is left is in `left`
    for was in left:
        move_on(StatusMove.objects.create(type=kind, was=was, to=moves[was.pk], by=by))
    for was in Status.objects.filter(lifecycle=before, category__in=UNFINISHED_CATEGORIES):
        if was not in left:  # nothing they know of is there now, and somebody may be about to enter it
            move_on(StatusMove.objects.create(type=kind, was=was, to=counterpart(was, to.pk), by=by))
    said = changes({"lifecycle": was_given}, {"lifecycle": to})
    record(kind, LifecycleGiven(type=kind.name, name=to.name, lifecycle_id=to.pk, changes=said), by=by)
    return kind


@transaction.atomic
def remove_status(status: Status, *, to: Status | None = None, by: Person | None) -> None:
    """Remove a status: unfinished incidents in it move to `to`, finished ones keep it.

    Raises NotPossible if it is the only one of its sort, or if something is in it and `to` doesn't fit. Where
    `by` may not see what is in it, that goes to what is nearest.
    """
    status = Status.objects.select_for_update(no_key=True, of=("self",)).get(pk=status.pk)
    others = Status.objects.filter(
        lifecycle=status.lifecycle_id, category=status.category, is_retired=False
    ).exclude(pk=status.pk)
    if not others.exists():
        raise NotPossible(
            _("“%(name)s” is the only status in its category, and every category needs one.")
            % {"name": status.name}
        )
    has_to_move = to is not None or is_entered(status, by=None)
    if to is None and has_to_move and not is_entered(status, by=by):
        to = min(others, key=lambda each: (abs(each.rank - status.rank), each.rank))
    if has_to_move:
        _check(status, to, status.lifecycle_id or "")
        StatusMove.objects.filter(to=status).update(to=to)
        move_on(StatusMove.objects.create(was=status, to=to, by=by))  # type: ignore[misc] # _check refuses None
    said = changes(as_it_is(status, ("name", "meaning", "category", "lifecycle")), NOTHING)
    record(status, KindRemoved(kind="status", name=status.name, changes=said), by=by)
    if to is None and _is_forgotten(status):
        return
    status.is_retired = True
    status.save(update_fields=["is_retired"])


def _is_forgotten(status: Status) -> bool:
    """Delete it, unless a finished incident has it."""
    try:
        with transaction.atomic():
            status.delete()
    except ProtectedError:
        return False
    return True


def move_on(move: StatusMove) -> None:
    """Part of a verb or a tick: move one batch. The row is deleted once nothing is left to move."""
    rows = Incident.objects.filter(status=move.was, category__in=UNFINISHED_CATEGORIES)
    if move.type_id:
        rows = rows.filter(type=move.type_id)
    batch = list(rows.select_for_update(of=("self",), no_key=True).order_by("pk")[:BATCH])
    for incident in batch:
        record(
            incident,
            StatusReplaced(
                was=move.was.name,
                was_id=move.was_id,
                now=move.to.name,
                now_id=move.to_id,
                category=move.to.category,
            ),
            by=move.by,
        )
    Incident.objects.filter(pk__in=[each.pk for each in batch]).update(status=move.to, changed_at=clock.now())
    if len(batch) == BATCH:
        move.due_at = max(clock.now(), move.due_at + timedelta(microseconds=1))
    elif clock.now() < move.created_at + STRAGGLERS:
        move.due_at = move.created_at + STRAGGLERS
    else:
        move.delete()
        return
    move.save(update_fields=["due_at"])


def _check(was: Status, to: Status | None, lifecycle: str) -> None:
    if to is None:
        raise NotPossible(
            _(
                "Some incidents are “%(name)s” now. Choose where they should go, under Settings in your "
                "browser."
            )
            % {"name": was.name}
        )
    if to.pk == was.pk or to.lifecycle_id != lifecycle or to.category != was.category or to.is_retired:
        raise NotPossible(
            _("“%(was)s” can't become “%(to)s”. Choose a status in the same category.")
            % {"was": was.name, "to": to.name}
        )
