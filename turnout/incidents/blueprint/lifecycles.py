"""Lifecycles and their statuses: where an incident can be, from reported to closed."""

from django.utils.translation import gettext_lazy as _

from turnout.core.blueprints.settings import MOST, Data, Page, Setting, register
from turnout.core.people.models import Person
from turnout.core.values import Choice, Group, Key, Many, Option, Text
from turnout.incidents.blueprint.tables import of_table
from turnout.incidents.definitions.actions.statuses import add_lifecycle, remove_lifecycle, rename_lifecycle
from turnout.incidents.definitions.categories import ENTERED, categories
from turnout.incidents.definitions.models import Lifecycle, Status
from turnout.incidents.definitions.models.lifecycles import DEFAULT_LIFECYCLE
from turnout.incidents.incident.actions.replacing import set_steps
from turnout.incidents.incident.actions.status_moves import remove_status

STATUS = {
    "name": Text(most=60, required=True, label=_("Name")),
    "meaning": Text(most=300, label=_("What does it mean?")),
    "category": Choice(
        of=categories,
        required=True,
        label=_("Status category"),
        help=_("You can't change this later: lists, timers and messages depend on it."),
    ),
}


def _statuses() -> list[Option]:
    """Those of all lifecycles; the ones an incident enters can be chosen to set a timestamp."""
    rows = Status.objects.filter(is_retired=False).order_by("lifecycle__rank", "lifecycle", "rank")[:MOST]
    return [
        Option(
            each.key,
            each.name,
            group=each.lifecycle.name,
            id=each.pk,
            is_offered=each.category in ENTERED,
        )
        for each in rows
    ]


STATUSES = of_table(
    "statuses",
    Status,
    STATUS,
    only={"lifecycle": DEFAULT_LIFECYCLE, "is_retired": False},
    title=_("Statuses"),
    about=_("The standard lifecycle: the statuses an incident can have. Custom lifecycles have their own"),
    remove=lambda key, by: remove_status(Status.objects.get(key=key), by=by),
    options=_statuses,
    page=Page(path="statuses", listed_at="lifecycles"),
    fixed=frozenset({"category"}),
)


def _lifecycles() -> dict[str, Data]:
    own = Lifecycle.objects.exclude(key=DEFAULT_LIFECYCLE)
    found: dict[str, Data] = {each.key: {"name": each.name, "statuses": []} for each in own}
    statuses = Status.objects.filter(lifecycle__in=found, is_retired=False).order_by("rank", "pk")
    for each in statuses:
        found[each.lifecycle.key]["statuses"].append(
            {"key": each.key, "name": each.name, "meaning": each.meaning, "category": each.category}
        )
    return found


def _add(key: str, data: Data, by: Person | None) -> None:
    set_steps(add_lifecycle(data["name"], key=key, by=by), data["statuses"], by=by)


def _change(key: str, data: Data, by: Person | None) -> None:
    lifecycle = rename_lifecycle(Lifecycle.objects.get(key=key), data["name"], by=by)
    if "statuses" in data:
        set_steps(lifecycle, data["statuses"], by=by)


LIFECYCLES = Setting(
    section="lifecycles",
    title=_("Lifecycles"),
    about=_(
        "Custom lifecycles, for types that need their own wording. Each needs a status in every category; "
        "keys of statuses must be unique"
    ),
    model=Lifecycle,
    fields={
        "name": Text(
            most=60,
            required=True,
            label=_("Name"),
            help=_("Only shown in settings: Data breaches, Shifts."),
        ),
        "statuses": Many(formerly="steps", required=True, of=Group(parts={"key": Key(), **STATUS})),
    },
    present=_lifecycles,
    add=_add,
    change=_change,
    remove=lambda key, by: remove_lifecycle(Lifecycle.objects.get(key=key), by=by),
    page=Page(
        path="lifecycles",
        icon="route",
        summary=_("The statuses an incident goes through, from reported to closed"),
    ),
    after=("statuses",),
    offers=lambda data: [("statuses", status["key"]) for status in data["statuses"]],
)

register(STATUSES, LIFECYCLES)
