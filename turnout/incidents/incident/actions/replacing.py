"""Replacing a whole list with that of a file: the statuses of a lifecycle, the checklist of a type."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.events.changes import changes
from turnout.core.events.record import record
from turnout.core.people.models import Person
from turnout.incidents.definitions.actions.checklists import add_item, change_item, columns, remove_item
from turnout.incidents.definitions.actions.definitions import add_definition, change_definition
from turnout.incidents.definitions.events import ChecklistChanged, KindsArranged
from turnout.incidents.definitions.models import (
    ChecklistItem,
    IncidentType,
    Lifecycle,
    Status,
    StatusCategory,
)
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.actions.status_moves import remove_status


@transaction.atomic
def set_steps(lifecycle: Lifecycle, wanted: Sequence[Mapping[str, Any]], *, by: Person | None) -> None:
    """Give a lifecycle exactly these statuses (key, name, meaning, category), in this order.

    Raises NotPossible if a category has no status, if a status would change its category, or if one with
    unfinished incidents would go.
    """
    missing = [each.value for each in StatusCategory if each not in {step["category"] for step in wanted}]
    if missing:
        raise NotPossible(
            _("Every category needs a status. Missing: %(sorts)s.") % {"sorts": ", ".join(missing)}
        )
    present = {each.key: each for each in Status.objects.filter(lifecycle=lifecycle, is_retired=False)}
    for step in wanted:
        there = present.pop(step["key"], None)
        if there is None:
            add_definition(Status, lifecycle=lifecycle, by=by, **step)
        elif there.category != step["category"]:
            raise NotPossible(_("“%(name)s” can't move to another category.") % {"name": there.name})
        else:
            change_definition(there, name=step["name"], meaning=step["meaning"], by=by)
    for gone in present.values():
        remove_status(gone, by=by)
    place = {step["key"]: rank for rank, step in enumerate(wanted, 1)}
    here = Status.objects.filter(key__in=place).order_by("rank", "pk")
    before = [each.name for each in here]
    moved = [each for each in here if each.rank != place[each.key]]
    for each in moved:
        each.rank = place[each.key]
        each.save(update_fields=["rank"])
    if moved:
        said = changes({"order": before}, {"order": [each["name"] for each in wanted]})
        record(lifecycle, KindsArranged(kind="status", count=len(place), changes=said), by=by)


@transaction.atomic
def set_checklist(kind: IncidentType, wanted: Sequence[Mapping[str, Any]], *, by: Person | None) -> None:
    """Make these the items of the checklist (do, role, after), in this order.

    An item with the same text stays the same row, so incidents that took it aren't given it again.
    """
    present = list(ChecklistItem.objects.filter(type=kind).order_by("rank", "pk"))
    items: list[ChecklistItem | None] = []
    for each in wanted:
        there = next((item for item in present if item.title == each["do"]), None)
        if there:
            present.remove(there)
            items.append(change_item(there, **columns(each), by=by))
        else:
            items.append(None)
    for gone in present:
        remove_item(gone, by=by)
    for place, each in enumerate(wanted):
        if items[place] is None:
            items[place] = add_item(kind, **columns(each), by=by)
    before = [each.title for each in ChecklistItem.objects.filter(type=kind).order_by("rank", "pk")]
    moved = [(item, rank) for rank, item in enumerate(items, 1) if item and item.rank != rank]
    for item, rank in moved:
        item.rank = rank
        item.save(update_fields=["rank"])
    if moved:
        said = changes({"order": before}, {"order": [each["do"] for each in wanted]})
        record(kind, ChecklistChanged(type=kind.name, title="", changes=said), by=by)
