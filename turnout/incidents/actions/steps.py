"""Writing down a lifecycle as a whole, as blueprints do: its name, its steps in order, and whose it is."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.people.models import Person
from turnout.incidents.actions.kinds import add_kind, arrange_kinds, change_kind
from turnout.incidents.actions.moving import give_lifecycle, remove_status, statuses_left
from turnout.incidents.actions.statuses import add_lifecycle, remove_lifecycle, rename_lifecycle
from turnout.incidents.errors import NotPossible
from turnout.incidents.lifecycles import counterpart, lifecycle_of
from turnout.incidents.models import IncidentType, Lifecycle, Status
from turnout.incidents.models.kinds import DEFAULT_LIFECYCLE, PATH

Step = Mapping[str, Any]
"""key, name, meaning and category of one."""


@transaction.atomic
def write_lifecycle(
    key: str, name: str, steps: Sequence[Step], kinds: Sequence[str], *, by: Person | None
) -> Lifecycle:
    """Make the lifecycle with this key what is said here; a new one where there is none.

    kinds  keys of the types that go through it. What is unfinished moves to what comes nearest; a step that
           something is in can't be left out. Raises NotPossible.
    """
    missing = [each.value for each in PATH if each.value not in {step["category"] for step in steps}]
    if missing:
        raise NotPossible(_("Every sort needs a step; missing: %(sorts)s.") % {"sorts": ", ".join(missing)})
    found = Lifecycle.objects.filter(key=key).first()
    if found is None:
        found = add_lifecycle(name, like=None, key=key, by=by)
    else:
        rename_lifecycle(found, name, by=by)
    present = {each.key: each for each in Status.objects.filter(lifecycle=found, is_retired=False)}
    for step in steps:
        _write_step(found, present.get(step["key"]), step, by)
    for gone in present.keys() - {step["key"] for step in steps}:
        remove_status(present[gone], by=by)
    only = {"lifecycle": found.pk, "is_retired": False}
    arrange_kinds(Status, [step["key"] for step in steps], only=only, by=by)
    _give_to(found, kinds, by)
    return found


@transaction.atomic
def drop_lifecycle(lifecycle: Lifecycle, *, by: Person | None) -> None:
    """Remove it; the types that have it go through the usual steps again. Raises NotPossible."""
    _give_to(lifecycle, [], by)
    remove_lifecycle(lifecycle, by=by)


def _write_step(lifecycle: Lifecycle, present: Status | None, step: Step, by: Person | None) -> None:
    words = {"name": step["name"], "meaning": step["meaning"]}
    if present is None:
        if Status.objects.filter(key=step["key"], is_retired=False).exists():
            raise NotPossible(_("Another step has the key “%(key)s” already.") % {"key": step["key"]})
        add_kind(Status, key=step["key"], category=step["category"], lifecycle=lifecycle, by=by, **words)
    elif present.category != step["category"]:
        raise NotPossible(_("The sort of “%(name)s” can't be changed.") % {"name": present.name})
    else:
        change_kind(present, by=by, **words)


def _give_to(lifecycle: Lifecycle, kinds: Sequence[str], by: Person | None) -> None:
    usual = Lifecycle.objects.get(key=DEFAULT_LIFECYCLE)
    for kind in IncidentType.objects.all():
        wanted = lifecycle if kind.key in kinds else usual
        if (kind.key in kinds) != (lifecycle_of(kind) == lifecycle.pk):
            moves = {each.pk: counterpart(each, wanted.pk) for each in statuses_left(kind, wanted)}
            give_lifecycle(kind, wanted, moves=moves, by=by)
