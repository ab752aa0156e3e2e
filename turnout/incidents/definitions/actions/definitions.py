"""Changing the words an organization works with: types, severities, statuses, roles."""

from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import Max
from django.db.models.deletion import ProtectedError
from django.utils.translation import gettext as _

from turnout.core.events.changes import NOTHING, as_it_is, changes
from turnout.core.events.record import record
from turnout.core.people.actions.agreement import ask_agreement
from turnout.core.people.models import Person
from turnout.incidents.definitions.actions.tables import FIVE, table_of
from turnout.incidents.definitions.events import KindAdded, KindChanged, KindRemoved, KindsArranged
from turnout.incidents.definitions.models.definition import Definition
from turnout.incidents.errors import NotPossible

DefinitionT = TypeVar("DefinitionT", bound=Definition)


UNSAID = ("id", "key", "rank")


@transaction.atomic
def add_definition(
    model: type[DefinitionT], *, by: Person | None, key: str = "", **fields: Any
) -> DefinitionT:
    """Add a row after the others, or bring back one that was removed. Raises NotPossible.

    key  its own for good; made from the name unless given
    """
    table = table_of(model)
    alike = table.alike(model, fields)
    if alike.count() >= table.most:
        raise NotPossible(str(table.too_many) % {"most": table.most})
    _check(alike, fields)
    if table.judge:
        table.judge(None, fields)
    if table.reroutes(None, fields):
        ask_agreement(str(fields["name"]), by=by)
    rank = (alike.aggregate(last=Max("rank"))["last"] or 0) + 1
    if table.before_add:
        rank = table.before_add(rank)
    made: DefinitionT | None = table.gone(key, fields) if table.gone else None
    if made is None:
        if not table.is_for_good:
            fields["key"] = _free(model, key) or table.key(model, fields)
        made = model()
    for name, value in {**fields, "rank": rank}.items():
        setattr(made, name, value)
    made.save(force_insert=made._state.adding)
    said = changes(NOTHING, _all_of(made))
    record(made, KindAdded(kind=_name(model), name=made.name, changes=said), by=by)
    return made


@transaction.atomic
def change_definition(row: DefinitionT, *, by: Person | None, **fields: Any) -> DefinitionT:
    """Set some of its fields. Incidents there are say the new words at once."""
    model = type(row)
    row = model._default_manager.select_for_update(no_key=True, of=("self",)).get(pk=row.pk)
    table = table_of(model)
    alike = table.alike(model, {"lifecycle": getattr(row, "lifecycle", None)})
    _check(alike.exclude(pk=row.pk), fields)
    changed: tuple[str, ...] = tuple(name for name, value in fields.items() if getattr(row, name) != value)
    if not changed:
        return row
    if table.judge:
        table.judge(row, fields)
    if table.before_change:
        table.before_change(row, fields, by)
    if table.reroutes(row, fields):
        ask_agreement(row.name, by=by)
    before = as_it_is(row, changed)
    for name in changed:
        setattr(row, name, fields[name])
    row.save(update_fields=[*changed])
    said = changes(before, as_it_is(row, changed))
    record(row, KindChanged(kind=_name(model), name=row.name, fields=changed, changes=said), by=by)
    return row


@transaction.atomic
def remove_definition(row: Definition, *, by: Person | None) -> None:
    """Delete one that nothing uses. Raises NotPossible.

    Statuses have `remove_status`, which knows what is in them (`incident/actions/status_moves.py`).
    """
    model = type(row)
    table = table_of(model)
    if table.is_for_good:
        raise NotPossible(str(FIVE))
    if is_needed(row):
        message = _("“%(name)s” can't be removed, but you can change its wording.")
        raise NotPossible(message % {"name": row.name})
    if table.before_removal:
        table.before_removal(row)
    if table.reroutes(row, None):
        ask_agreement(row.name, by=by)
    try:
        with transaction.atomic():
            said = changes(_all_of(row), NOTHING)
            record(row, KindRemoved(kind=_name(model), name=row.name, changes=said), by=by)
            row.delete()
    except ProtectedError:
        message = _("“%(name)s” is in use, so it can't be removed. Change its wording instead.")
        raise NotPossible(message % {"name": row.name}) from None


@transaction.atomic
def arrange_definitions(model: type[DefinitionT], keys: list[str], *, by: Person | None) -> None:
    """Put them in this order; those not named come after them. Not for severities: their order is how bad."""
    found = list(model._default_manager.select_for_update(no_key=True, of=("self",)).order_by("rank"))
    place = {key: number for number, key in enumerate(keys)}
    wanted = sorted(found, key=lambda row: place.get(getattr(row, "key", ""), len(place)))
    if wanted == found:
        return
    for rank, row in enumerate(wanted, 1):
        if row.rank != rank:
            row.rank = rank
            row.save(update_fields=["rank"])
    said = changes({"order": found}, {"order": wanted})
    record(wanted[0], KindsArranged(kind=_name(model), count=len(wanted), changes=said), by=by)


def is_needed(row: models.Model) -> bool:
    """Whether everything else relies on it."""
    needed = table_of(type(row)).needed
    return bool(needed) and getattr(row, "key", "") == needed


def _check(others: models.QuerySet[Any], fields: dict[str, Any]) -> None:
    if "name" in fields:
        if not fields["name"].strip():
            raise NotPossible(_("Give it a name."))
        if others.filter(name=fields["name"]).exists():
            raise NotPossible(_("Something else already has this name."))


def _free(model: type[models.Model], key: str) -> str:
    rows: models.QuerySet[Any] = model._default_manager.all()
    if key and rows.filter(key=key).exists():
        raise NotPossible(_("The key “%(key)s” is already taken.") % {"key": key})
    return key


def _all_of(row: models.Model) -> dict[str, Any]:
    """What there is to say of it."""
    return as_it_is(row, [each.name for each in row._meta.concrete_fields if each.name not in UNSAID])


def _name(model: type[models.Model]) -> str:
    return model._meta.model_name or ""
