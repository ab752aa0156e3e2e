"""What is always to be done: keeping the list, and taking it into an incident."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from turnout.core.events.changes import NOTHING, as_it_is, changes
from turnout.core.events.record import record
from turnout.core.people.models import Person
from turnout.incidents.definitions.events import ChecklistChanged
from turnout.incidents.definitions.models import ChecklistItem, IncidentType, Role, StatusCategory
from turnout.incidents.errors import NotPossible

MOST = 30  # for one kind; longer lists are not read
TITLE_LENGTH = 300
WHEN = (StatusCategory.LIVE, StatusCategory.LEARNING)


def columns(said: Mapping[str, Any]) -> dict[str, Any]:
    """An item as it is kept, of what a file or a form says of it (do, role, after)."""
    category = StatusCategory.LEARNING if said["after"] else StatusCategory.LIVE
    role = Role.objects.filter(key=said["role"]).first() if said["role"] else None
    return {"title": said["do"], "role": role, "category": category.value}


@transaction.atomic
def add_item(
    kind: IncidentType, title: str, *, role: Role | None = None, category: str = "live", by: Person | None
) -> ChecklistItem:
    """One more thing that is always to be done, behind the others. Raises NotPossible."""
    kind = IncidentType.objects.select_for_update(no_key=True, of=("self",)).get(pk=kind.pk)
    present = ChecklistItem.objects.filter(type=kind)
    if present.count() >= MOST:
        raise NotPossible(
            _("There are already %(most)s, and nobody reads a longer list. Remove one first.")
            % {"most": MOST}
        )
    said = _checked({"title": title, "role": role, "category": category})
    rank = (present.aggregate(last=Max("rank"))["last"] or 0) + 1
    item = ChecklistItem.objects.create(type=kind, rank=rank, **said)
    note_change(item, NOTHING, _said(item), by)
    return item


@transaction.atomic
def change_item(item: ChecklistItem, *, by: Person | None, **said: Any) -> ChecklistItem:
    """Say it differently, or for another role or time. Incidents that took it keep it as it was."""
    item = ChecklistItem.objects.select_for_update(no_key=True, of=("self",)).get(pk=item.pk)
    said = _checked(said)
    if any(getattr(item, name) != value for name, value in said.items()):
        before = _said(item)
        for name, value in said.items():
            setattr(item, name, value)
        item.save(update_fields=[*said])
        note_change(item, before, _said(item), by)
    return item


@transaction.atomic
def remove_item(item: ChecklistItem, *, by: Person | None) -> None:
    """It needn't be done any more. Incidents that took it keep it."""
    note_change(item, _said(item), NOTHING, by)
    item.delete()


@transaction.atomic
def shift_item(item: ChecklistItem, *, earlier: bool, by: Person | None) -> None:
    """Change places with its neighbour. At the end of the list nothing happens."""
    row = list(
        ChecklistItem.objects.select_for_update(no_key=True, of=("self",))
        .filter(type=item.type_id, category=item.category)
        .order_by("rank", "pk")
    )
    at = next((i for i, each in enumerate(row) if each.pk == item.pk), -1)
    other = at - 1 if earlier else at + 1
    if at < 0 or not 0 <= other < len(row):
        return
    ours, theirs = row[at], row[other]
    before = [each.title for each in row]
    ours.rank, theirs.rank = theirs.rank, ours.rank
    for each in (ours, theirs):
        each.save(update_fields=["rank"])
    row[at], row[other] = theirs, ours
    note_change(item, {"order": before}, {"order": [each.title for each in row]}, by)


def note_change(
    item: ChecklistItem, was: Mapping[str, Any], now: Mapping[str, Any], by: Person | None
) -> None:
    """Part of a verb that changes an item, or the order of all."""
    kind = item.type
    event = ChecklistChanged(type=kind.name, title=item.title, item=item.pk, changes=changes(was, now))
    record(kind, event, by=by)


def _said(item: ChecklistItem) -> dict[str, Any]:
    return as_it_is(item, ("title", "role", "category"))


def _checked(said: dict[str, Any]) -> dict[str, Any]:
    if "title" in said:
        said["title"] = " ".join(str(said["title"]).split())
        if not said["title"]:
            raise NotPossible(_("Say what needs doing."))
        if len(said["title"]) > TITLE_LENGTH:
            raise NotPossible(_("Keep it to %(most)s characters.") % {"most": TITLE_LENGTH})
    if said.get("category", WHEN[0]) not in WHEN:
        raise ValueError(said["category"])
    return said
