"""What tables of definitions ask of their rows beyond a name of their own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnout.core.lib.text import for_everyone
from turnout.core.people.acting import may
from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission
from turnout.incidents.definitions.actions.keys import free_key
from turnout.incidents.definitions.actions.statuses import MOST_STEPS, free_status_key
from turnout.incidents.definitions.models import (
    Duration,
    IncidentType,
    Lifecycle,
    Role,
    Severity,
    Status,
    StatusMove,
    Term,
    Timestamp,
)
from turnout.incidents.definitions.models.labels import Label
from turnout.incidents.definitions.models.lifecycles import DEFAULT_LIFECYCLE
from turnout.incidents.definitions.models.timestamps import BUILT_IN
from turnout.incidents.errors import NotPossible

Fields = dict[str, Any]
MOST = 100  # rows of one table
SEVERITIES = 5
FIVE = gettext_lazy("There are five severities, so that everyone can tell them apart.")
TOO_MANY = gettext_lazy("You already have %(most)s. Remove one nobody needs.")


def _all(model: type[models.Model], fields: Fields) -> models.QuerySet[Any]:
    return model._default_manager.all()


def _key(model: type[models.Model], fields: Fields) -> str:
    return free_key(model._default_manager.all(), str(fields["name"]), longest=35, otherwise="kind")


@dataclass(frozen=True, kw_only=True)
class Table:
    """How the rows of one table are added, changed and removed.

    most, too_many  how many there can be, and what is said beyond that
    needed          the key of the one that everything else relies on
    is_for_good     rows are never removed, and have no key but their rank
    alike           of the table and a row's fields, those among which its name is its own
    key             a key for a row that was given none
    gone            the removed row to bring back, instead of a new one
    before_add      of the next rank, the rank to take; makes ready what has to be there
    judge, before_change, before_removal  raise NotPossible; `judge` is asked of new rows, too
    reroutes        whether it decides where reports go: adding one (no row), changing these of its fields, or
                    removing it (no fields)
    """

    most: int = MOST
    too_many: str | Promise = TOO_MANY
    needed: str = ""
    is_for_good: bool = False
    alike: Callable[[type[models.Model], Fields], models.QuerySet[Any]] = _all
    key: Callable[[type[models.Model], Fields], str] = _key
    gone: Callable[[str, Fields], Any] | None = None
    before_add: Callable[[int], int] | None = None
    judge: Callable[[Any, Fields], None] | None = None
    before_change: Callable[[Any, Fields, Person | None], None] | None = None
    before_removal: Callable[[Any], None] | None = None
    reroutes: Callable[[Any, Fields | None], bool] = lambda row, fields: False


PLAIN = Table()


def _statuses_alike(model: type[models.Model], fields: Fields) -> models.QuerySet[Any]:
    lifecycle = fields.get("lifecycle") or DEFAULT_LIFECYCLE
    return Status.objects.filter(lifecycle=lifecycle, is_retired=False)


def _status_key(model: type[models.Model], fields: Fields) -> str:
    """Keys of the standard lifecycle's statuses are words; others begin with their lifecycle's."""
    lifecycle: Lifecycle | None = fields.get("lifecycle")
    return free_status_key(lifecycle, str(fields["name"])) if lifecycle else _key(model, fields)


def _standard_lifecycle(rank: int) -> int:
    Lifecycle.objects.get_or_create(
        key=DEFAULT_LIFECYCLE, defaults={"name": for_everyone(gettext_lazy("Standard lifecycle"))}
    )
    return rank


def _status_gone(key: str, fields: Fields) -> Status | None:
    """The retired one that history still names: by its key or, without one, by its name.

    Whatever was about to be moved out of it stays.
    """
    gone = Status.objects.select_for_update(no_key=True, of=("self",)).filter(
        lifecycle=fields.get("lifecycle") or DEFAULT_LIFECYCLE,
        category=fields.get("category"),
        is_retired=True,
    )
    found = gone.filter(key=key).first() if key else gone.filter(name=fields["name"]).order_by("pk").last()
    if found is not None:
        StatusMove.objects.filter(was=found, type=None).delete()
        found.is_retired = False
    return found


def _before_unsure(rank: int) -> int:
    """The rank of a new type: where “Not sure” is the last thing people read, it stays that."""
    unsure = IncidentType.objects.filter(key=TABLES[IncidentType].needed, rank=rank - 1).first()
    if unsure is None:
        return rank
    unsure.rank = rank
    unsure.save(update_fields=["rank"])
    return rank - 1


def _refuse_opening_up(type: IncidentType, fields: Fields, by: Person | None) -> None:
    """Otherwise a settings manager could read what people report in confidence from now on."""
    if may(by, Permission.INCIDENTS_VIEW_PRIVATE) or not type.is_private:
        return
    wider = Label(fields.get("starts_as", type.starts_as)).rank < Label(type.starts_as).rank
    moved = fields.get("discipline", type.discipline) != type.discipline
    moved = moved or fields.get("discipline_id", type.discipline_id) != type.discipline_id
    if wider or moved:
        raise NotPossible(
            _("“%(name)s” starts private. Only an owner can decide who else sees these incidents.")
            % {"name": type.name}
        )


CHOSEN_BY = {"name", "invitation", "starts_as", "discipline", "discipline_id"}
"""What people choose a type by, and what rules and its incidents' label follow."""
PRIVATELY = {"hint", "urgent_note"}


def _type_reroutes(type: IncidentType | None, fields: Fields | None) -> bool:
    """A new type may take the reports of another; of one that starts private every word counts."""
    if type is None:
        return True
    if fields is None:
        return type.is_private
    changed = {name for name, value in fields.items() if getattr(type, name) != value}
    return bool(changed & (CHOSEN_BY | PRIVATELY if type.is_private else CHOSEN_BY))


def _timestamp_key(model: type[models.Model], fields: Fields) -> str:
    """Not one that a time every incident has is called by."""
    key = _key(model, fields)
    return _key(model, {"name": f"own {fields['name']}"}) if key in BUILT_IN else key


def _refuse_breaking(timestamp: Timestamp) -> None:
    measured = Duration.objects.filter(models.Q(start=timestamp.key) | models.Q(end=timestamp.key)).first()
    if measured:
        raise NotPossible(
            _("“%(name)s” is measured from or to it. Change that first.") % {"name": measured.name}
        )


def _refuse_nothing(duration: Duration | None, fields: Fields) -> None:
    ends = [fields.get(name, getattr(duration, name, "")) for name in ("start", "end")]
    if ends[0] == ends[1]:
        raise NotPossible(_("Start and end are the same timestamp. Choose another one."))


TABLES: dict[type[models.Model], Table] = {
    IncidentType: Table(
        needed="unsure",
        before_add=_before_unsure,
        before_change=_refuse_opening_up,
        reroutes=_type_reroutes,
    ),
    Severity: Table(most=SEVERITIES, too_many=FIVE, is_for_good=True),
    Status: Table(
        most=MOST_STEPS,
        alike=_statuses_alike,
        key=_status_key,
        gone=_status_gone,
        before_add=_standard_lifecycle,
    ),
    Role: Table(needed="lead"),
    Timestamp: Table(key=_timestamp_key, before_removal=_refuse_breaking),
    Duration: Table(judge=_refuse_nothing),
    Term: Table(most=200),
}
"""Those that ask more than the others."""


def table_of(model: type[models.Model]) -> Table:
    """How rows of this one are added, changed and removed."""
    return TABLES.get(model) or PLAIN
