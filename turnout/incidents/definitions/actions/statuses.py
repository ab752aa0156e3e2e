"""Making and arranging lifecycles."""

from django.db import transaction
from django.db.models import Max
from django.db.models.deletion import ProtectedError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from turnout.core.events.changes import NOTHING, changes
from turnout.core.events.record import record
from turnout.core.lib.ids import new_id
from turnout.core.people.models import Person
from turnout.incidents.definitions.actions.keys import free_key
from turnout.incidents.definitions.events import KindChanged, LifecycleAdded, LifecycleRemoved
from turnout.incidents.definitions.models import IncidentType, Lifecycle, Status
from turnout.incidents.definitions.models.lifecycles import DEFAULT_LIFECYCLE
from turnout.incidents.errors import NotPossible

MOST = 30  # lifecycles
MOST_STEPS = 20  # of one of them


@transaction.atomic
def add_lifecycle(name: str, *, like: Lifecycle | None = None, key: str = "", by: Person | None) -> Lifecycle:
    """A new one with the steps of another, to be renamed and changed. Raises NotPossible.

    Without `like` it has no steps: part of a verb that sets them. `key` is made from the name unless given.
    """
    name = _name(name)
    if Lifecycle.objects.count() >= MOST:
        raise NotPossible(_("You already have %(most)s. Remove one nobody needs.") % {"most": MOST})
    rank = (Lifecycle.objects.aggregate(last=Max("rank"))["last"] or 0) + 1
    key = key or free_key(Lifecycle.objects.all(), name, longest=30, otherwise="lifecycle")
    made = Lifecycle.objects.create(key=key, name=name, rank=rank)
    for each in Status.objects.filter(lifecycle=like, is_retired=False) if like else ():
        Status.objects.create(
            key=free_status_key(made, each.name),
            name=each.name,
            meaning=each.meaning,
            category=each.category,
            rank=each.rank,
            lifecycle=made,
        )
    statuses = Status.objects.filter(lifecycle=made).order_by("rank", "pk")
    said = changes(NOTHING, {"name": name, "statuses": statuses})
    record(made, LifecycleAdded(name=name, changes=said), by=by)
    return made


@transaction.atomic
def rename_lifecycle(lifecycle: Lifecycle, name: str, *, by: Person | None) -> Lifecycle:
    """Call it something else."""
    name = _name(name, but=lifecycle)
    if name != lifecycle.name:
        said = changes({"name": lifecycle.name}, {"name": name})
        lifecycle.name = name
        lifecycle.save(update_fields=["name"])
        event = KindChanged(kind="lifecycle", name=name, fields=("name",), changes=said)
        record(lifecycle, event, by=by)
    return lifecycle


@transaction.atomic
def remove_lifecycle(lifecycle: Lifecycle, *, by: Person | None) -> None:
    """Delete one that no type uses and no incident was ever in. Raises NotPossible."""
    if lifecycle.key == DEFAULT_LIFECYCLE:
        raise NotPossible(
            _("“%(name)s” can't be removed, but you can change its wording.") % {"name": lifecycle.name}
        )
    if IncidentType.objects.filter(lifecycle=lifecycle).exists():
        raise NotPossible(_("Some types use this lifecycle. Give them another one first."))
    try:
        with transaction.atomic():
            statuses = Status.objects.filter(lifecycle=lifecycle).order_by("rank", "pk")
            said = changes({"name": lifecycle.name, "statuses": statuses}, NOTHING)
            statuses.delete()
            record(lifecycle, LifecycleRemoved(name=lifecycle.name, changes=said), by=by)
            lifecycle.delete()
    except ProtectedError:
        raise NotPossible(
            _("Some incidents ended with these statuses, so they can't be removed without losing history.")
        ) from None


@transaction.atomic
def shift_status(status: Status, *, earlier: bool, by: Person | None) -> None:
    """Change places with its neighbour of the same sort. At the end of the row nothing happens."""
    row = list(
        Status.objects.select_for_update(no_key=True, of=("self",))
        .filter(lifecycle=status.lifecycle_id, category=status.category, is_retired=False)
        .order_by("rank", "pk")
    )
    at = next((i for i, each in enumerate(row) if each.pk == status.pk), -1)
    other = at - 1 if earlier else at + 1
    if at < 0 or not 0 <= other < len(row):
        return
    ranks, before = sorted(each.rank for each in row), list(row)
    row[at], row[other] = row[other], row[at]
    for each, rank in zip(row, ranks, strict=True):
        if each.rank != rank:
            each.rank = rank
            each.save(update_fields=["rank"])
    said = changes({"order": before}, {"order": row})
    record(status, KindChanged(kind="status", name=status.name, fields=("rank",), changes=said), by=by)


def _name(name: str, but: Lifecycle | None = None) -> str:
    name = " ".join(name.split())
    if not name:
        raise NotPossible(_("Give it a name."))
    same = Lifecycle.objects.filter(name=name)
    if (same.exclude(pk=but.pk) if but else same).exists():
        raise NotPossible(_("Something else already has this name."))
    return name


def free_status_key(lifecycle: Lifecycle, name: str) -> str:
    """Keys of statuses are one organization's: those of a lifecycle begin with its own."""
    key = f"{lifecycle.key}_{slugify(name).replace('-', '_')}"[:40]
    return key if not Status.objects.filter(key=key).exists() else new_id().lower()
