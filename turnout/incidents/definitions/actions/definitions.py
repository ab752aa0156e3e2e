"""Changing the words an organization works with: types, severities, statuses, roles."""

from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import Max
from django.db.models.deletion import ProtectedError
from django.utils.translation import gettext as _

from turnout.core.events.record import record
from turnout.core.people.acting import may
from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission
from turnout.incidents.definitions.actions.keys import free_key
from turnout.incidents.definitions.actions.statuses import MOST_STEPS, free_status_key
from turnout.incidents.definitions.events import KindAdded, KindChanged, KindRemoved, KindsArranged
from turnout.incidents.definitions.models import (
    Discipline,
    Duration,
    IncidentType,
    Lifecycle,
    Role,
    Severity,
    Status,
    StatusMove,
    Timestamp,
)
from turnout.incidents.definitions.models.labels import Label
from turnout.incidents.definitions.models.lifecycles import DEFAULT_LIFECYCLE
from turnout.incidents.definitions.models.timestamps import BUILT_IN
from turnout.incidents.errors import NotPossible

DefinitionT = TypeVar("DefinitionT", Discipline, IncidentType, Severity, Status, Role, Timestamp, Duration)
R = TypeVar("R", Discipline, IncidentType, Severity, Role, Timestamp, Duration)
OrderedT = TypeVar("OrderedT", Discipline, IncidentType, Role)  # those an organization puts in an order
MOST = 100  # of one kind
SEVERITIES = 5
NEEDED = {IncidentType: "unsure", Role: "lead"}
"""The key of the one that everything else relies on."""


@transaction.atomic
def add_definition(
    model: type[DefinitionT], *, by: Person | None, key: str = "", **fields: Any
) -> DefinitionT:
    """One more discipline, type, status or role, behind those there are. Raises NotPossible.

    key  its own for good; made from the name unless given
    """
    kinds: models.QuerySet[Any] = model._default_manager.all()
    lifecycle = fields.get("lifecycle")
    if model is Status:
        Lifecycle.objects.get_or_create(key=DEFAULT_LIFECYCLE, defaults={"name": _("Standard lifecycle")})
        kinds = kinds.filter(lifecycle=lifecycle or DEFAULT_LIFECYCLE, is_retired=False)
    if model is Severity and kinds.count() >= SEVERITIES:
        raise NotPossible(_("There are five severities, so that everyone can tell them apart."))
    most = MOST_STEPS if model is Status else MOST
    if kinds.count() >= most:
        raise NotPossible(_("You already have %(most)s. Remove one nobody needs.") % {"most": most})
    _check(kinds, None, fields)
    rank = (kinds.aggregate(last=Max("rank"))["last"] or 0) + 1
    gone = _let_go(lifecycle, key, fields) if model is Status else None
    if gone is not None:
        return _taken_back(gone, {**fields, "rank": rank}, by)  # type: ignore[return-value]  # K is Status here
    taken: models.QuerySet[Any] = model._default_manager.all()
    if key and taken.filter(key=key).exists():
        raise NotPossible(_("The key “%(key)s” is already taken.") % {"key": key})
    if model is not Severity:  # the rank is all the key it has
        fields["key"] = key or _new_key(model, lifecycle, str(fields["name"]))
    if model is IncidentType:
        rank = _before_unsure(rank)
    made: DefinitionT = kinds.create(rank=rank, **fields)
    record(made, KindAdded(kind=_name(model), name=made.name), by=by)
    return made


@transaction.atomic
def change_definition(kind: DefinitionT, *, by: Person | None, **fields: Any) -> DefinitionT:
    """Set some of its fields. Incidents there are say the new words at once."""
    model = type(kind)
    kind = model._default_manager.select_for_update(no_key=True, of=("self",)).get(pk=kind.pk)
    _check(_alike(kind), kind, fields)
    changed: tuple[str, ...] = tuple(name for name, value in fields.items() if getattr(kind, name) != value)
    if not changed:
        return kind
    if isinstance(kind, IncidentType):
        _refuse_opening_up(kind, fields, by)
    for name in changed:
        setattr(kind, name, fields[name])
    kind.save(update_fields=[*changed])
    record(kind, KindChanged(kind=_name(model), name=kind.name, fields=changed), by=by)
    return kind


@transaction.atomic
def remove_definition(kind: R, *, by: Person | None) -> None:
    """Let go of one that nothing uses. Raises NotPossible.

    Statuses have `remove_status`, which knows what is in them (`incident/actions/status_moves.py`).
    """
    model = type(kind)
    if model is Severity:
        raise NotPossible(_("There are five severities, so that everyone can tell them apart."))
    if getattr(kind, "key", "") == NEEDED.get(model):
        raise NotPossible(
            _("“%(name)s” can't be removed, but you can change its wording.") % {"name": kind.name}
        )
    if isinstance(kind, Timestamp):
        _refuse_breaking(kind)
    try:
        with transaction.atomic():
            record(kind, KindRemoved(kind=_name(model), name=kind.name), by=by)
            kind.delete()
    except ProtectedError:
        message = _("“%(name)s” is in use, so it can't be removed. Change its wording instead.")
        raise NotPossible(message % {"name": kind.name}) from None


@transaction.atomic
def arrange_definitions(model: type[DefinitionT], keys: list[str], *, by: Person | None) -> None:
    """Put them in this order; those not named come after them. Not for severities: their order is how bad."""
    found = list(model._default_manager.select_for_update(no_key=True, of=("self",)).order_by("rank"))
    place = {key: number for number, key in enumerate(keys)}
    wanted = sorted(found, key=lambda kind: place.get(getattr(kind, "key", ""), len(place)))
    if wanted == found:
        return
    for rank, kind in enumerate(wanted, 1):
        if kind.rank != rank:
            kind.rank = rank
            kind.save(update_fields=["rank"])
    record(wanted[0], KindsArranged(kind=_name(model), count=len(wanted)), by=by)


@transaction.atomic
def move_definition(kind: OrderedT, *, up: bool, by: Person | None) -> None:
    """Let it change places with its neighbour."""
    model = type(kind)
    keys = list(model._default_manager.order_by("rank").values_list("key", flat=True))
    here = keys.index(kind.key)
    there = here - 1 if up else here + 1
    if 0 <= there < len(keys):
        keys[here], keys[there] = keys[there], keys[here]
        arrange_definitions(model, keys, by=by)


def _before_unsure(rank: int) -> int:
    """The rank of a new type: where “Not sure” is the last thing people read, it stays that."""
    unsure = IncidentType.objects.filter(key=NEEDED[IncidentType], rank=rank - 1).first()
    if unsure is None:
        return rank
    unsure.rank = rank
    unsure.save(update_fields=["rank"])
    return rank - 1


def _let_go(lifecycle: Lifecycle | None, key: str, fields: dict[str, Any]) -> Status | None:
    """The step that was let go of and that history still names: by its key or, without one, by its name."""
    gone = Status.objects.select_for_update(no_key=True, of=("self",)).filter(
        lifecycle=lifecycle or DEFAULT_LIFECYCLE, category=fields.get("category"), is_retired=True
    )
    return gone.filter(key=key).first() if key else gone.filter(name=fields["name"]).order_by("pk").last()


def _taken_back(status: Status, fields: dict[str, Any], by: Person | None) -> Status:
    """In use again: what history says of it and what happens from now on is the same step. Whatever was about
    to be moved out of it stays."""
    StatusMove.objects.filter(was=status, type=None).delete()
    for name, value in {**fields, "is_retired": False}.items():
        setattr(status, name, value)
    status.save()
    record(status, KindAdded(kind="status", name=status.name), by=by)
    return status


def _refuse_opening_up(kind: IncidentType, fields: dict[str, Any], by: Person | None) -> None:
    """Else whoever looks after settings could read what people will tell in confidence from now on."""
    if may(by, Permission.INCIDENTS_VIEW_PRIVATE) or not kind.is_private:
        return
    wider = Label(fields.get("starts_as", kind.starts_as)).rank < Label(kind.starts_as).rank
    moved = fields.get("discipline", kind.discipline) != kind.discipline
    moved = moved or fields.get("discipline_id", kind.discipline_id) != kind.discipline_id
    if wider or moved:
        raise NotPossible(
            _("“%(name)s” starts private. Only an owner can decide who else sees these incidents.")
            % {"name": kind.name}
        )


def _refuse_breaking(timestamp: Timestamp) -> None:
    measured = Duration.objects.filter(models.Q(start=timestamp.key) | models.Q(end=timestamp.key)).first()
    if measured:
        raise NotPossible(
            _("A duration is measured from “%(name)s”. Change that first.") % {"name": measured.name}
        )


def _alike(
    kind: Discipline | IncidentType | Severity | Status | Role | Timestamp | Duration,
) -> models.QuerySet[Any]:
    """Those among which its name has to be its own."""
    if isinstance(kind, Status):
        return Status.objects.filter(lifecycle=kind.lifecycle_id, is_retired=False)
    return type(kind)._default_manager.all()


def _check(alike: models.QuerySet[Any], kind: models.Model | None, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        if isinstance(value, str):
            fields[name] = " ".join(value.split()) if name != "instructions" else value.strip()
    if "name" in fields:
        if not fields["name"]:
            raise NotPossible(_("Give it a name."))
        same = alike.filter(name=fields["name"])
        if (same.exclude(pk=kind.pk) if kind else same).exists():
            raise NotPossible(_("Something else already has this name."))


def _new_key(model: type[models.Model], lifecycle: Lifecycle | None, name: str) -> str:
    """Its own for good. A timestamp isn't called like a time that every incident has."""
    if model is Status and lifecycle:
        return free_status_key(lifecycle, name)
    rows = model._default_manager.all()
    key = free_key(rows, name, longest=35, otherwise="kind")
    if model is Timestamp and key in BUILT_IN:
        return free_key(rows, f"own {name}", longest=35, otherwise="kind")
    return key


def _name(model: type[models.Model]) -> str:
    return model._meta.model_name or ""
