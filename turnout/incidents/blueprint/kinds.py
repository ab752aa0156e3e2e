"""The words an organization works with, as a blueprint sets them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any
from zipfile import ZipFile

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnout.core.blueprints.settings import Data, Setting, register
from turnout.core.people.models import Person
from turnout.core.values import Choice, Choices, Group, Key, LongText, Many, Number, Ref, Text, Value, YesNo
from turnout.incidents.definitions.actions.checklists import TITLE_LENGTH
from turnout.incidents.definitions.actions.criteria import LONGEST, write_criteria
from turnout.incidents.definitions.actions.definitions import (
    add_definition,
    arrange_definitions,
    change_definition,
    remove_definition,
)
from turnout.incidents.definitions.actions.tables import SEVERITIES as SEVERITIES_THERE
from turnout.incidents.definitions.models import (
    ChecklistItem,
    Dimension,
    Discipline,
    IncidentType,
    Lifecycle,
    Role,
    Severity,
    SeverityCriterion,
    Status,
    StatusCategory,
)
from turnout.incidents.definitions.models.labels import OPEN, Label
from turnout.incidents.definitions.models.lifecycles import DEFAULT_LIFECYCLE
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.actions.replacing import set_checklist
from turnout.incidents.incident.actions.status_moves import give_lifecycle

MOST = 200  # of one kind; verbs stop at fewer
Columns = dict[str, tuple[str, Value[Any]]]
"""By the name a blueprint has for it: the model's field, and what it holds."""


@dataclass(frozen=True)
class Besides:
    """What items have in other tables: the fields, their values by key, and how they are set."""

    fields: dict[str, Value[Any]]
    present: Callable[[], dict[str, Data]]
    write: Callable[[Any, Data, Person | None], None]


@lru_cache(maxsize=1)
def icons() -> frozenset[str]:
    """Names of all pictures there are."""
    with files("lucide").joinpath("lucide.zip").open("rb") as file, ZipFile(file) as archive:
        return frozenset(name.removesuffix(".svg") for name in archive.namelist())


ICON = Choice(
    of=icons,
    default="circle-question-mark",
    named=gettext_lazy("Lucide icon names"),
    help=gettext_lazy("Icon"),
)


def words(
    section: str,
    title: Any,
    model: type[Any],
    about: Any,
    columns: Columns,
    *,
    only: Any = (),
    besides: Besides | None = None,
    **more: Any,
) -> Setting:
    """The section of a table: keys, ranks and what `change_definition` sets; of `only` some of its rows.

    besides  what an item has beyond the columns of its row
    """
    only = dict(only)

    def present() -> dict[str, Data]:
        rows = model._default_manager.filter(**only).order_by("rank")[:MOST]
        found = {row.key: {name: getattr(row, at) for name, (at, _each) in columns.items()} for row in rows}
        for key, data in (besides.present() if besides else {}).items():
            found.setdefault(key, {}).update(data)
        return found

    def set_to(data: Data) -> dict[str, Any]:
        return {at: _value(each, data[name]) for name, (at, each) in columns.items()}

    def _value(each: Value[Any], value: Any) -> Any:
        return value or None if isinstance(each, Ref) else value

    def add(key: str, data: Data, by: Person | None) -> None:
        made = add_definition(model, key=key, by=by, **set_to(data))
        if besides:
            besides.write(made, data, by)

    def change(key: str, data: Data, by: Person | None) -> None:
        changed = change_definition(model._default_manager.get(key=key), by=by, **set_to(data))
        if besides:
            besides.write(changed, data, by)

    return Setting(
        section=section,
        title=title,
        about=about,
        fields={
            **{name: each for name, (_at, each) in columns.items()},
            **(besides.fields if besides else {}),
        },
        present=present,
        add=add,
        change=change,
        remove=lambda key, by: remove_definition(model._default_manager.get(key=key), by=by),
        arrange=lambda keys, by: arrange_definitions(model, keys, by=by),
        **more,
    )


def _how_bad() -> dict[str, Data]:
    found: dict[str, dict[str, list[str]]] = {key: {} for key in _keys(Discipline)}
    for each in SeverityCriterion.objects.exclude(discipline=None).select_related("severity"):
        row = found[each.discipline_id or ""].setdefault(each.dimension, [""] * SEVERITIES_THERE)
        row[each.severity.rank - 1] = each.sentence
    return {key: {"severity_criteria": rows} for key, rows in found.items()}


def _keys(model: type[Any]) -> list[str]:
    return list(model._default_manager.values_list("key", flat=True))


def _write_how_bad(discipline: Discipline, data: Data, by: Person | None) -> None:
    cells = {
        (side, rank): (*data["severity_criteria"][side.value], *[""] * SEVERITIES_THERE)[rank - 1]
        for side in Dimension
        for rank in range(1, SEVERITIES_THERE + 1)
    }
    write_criteria(cells, discipline=discipline, by=by)


DISCIPLINES = words(
    "departments",
    gettext_lazy("Departments"),
    Discipline,
    gettext_lazy("Departments with their own types of incident; each has a lane on the home page"),
    {"name": ("name", Text(most=100, required=True)), "icon": ("icon", ICON)},
    besides=Besides(
        fields={
            "severity_criteria": Group(
                formerly="how_bad",
                parts={side.value: Many(of=Text(most=LONGEST), gaps=True) for side in Dimension},
                help=gettext_lazy(
                    "What puts an incident at each severity here, where it differs from everyone's: for each "
                    "respect one sentence per severity, the most severe first"
                ),
            )
        },
        present=_how_bad,
        write=_write_how_bad,
    ),
    after=("severities",),
    formerly="disciplines",
)


def _steps_and_checklists() -> dict[str, Data]:
    found: dict[str, Data] = {
        key: {"lifecycle": lifecycle or "", "checklist": []}
        for key, lifecycle in IncidentType.objects.values_list("key", "lifecycle")
    }
    for each in ChecklistItem.objects.select_related("type").order_by("rank", "pk"):
        role = each.role.key if each.role else ""
        found[each.type.key]["checklist"].append({"do": each.title, "role": role, "after": each.is_for_after})
    return found


def _write_steps_and_checklist(kind: IncidentType, data: Data, by: Person | None) -> None:
    to = Lifecycle.objects.get(key=data["lifecycle"] or DEFAULT_LIFECYCLE)
    set_checklist(give_lifecycle(kind, to, moves={}, by=by), data["checklist"], by=by)


TYPES = words(
    "incident_types",
    gettext_lazy("Incident types"),
    IncidentType,
    gettext_lazy("Incident types, shown as cards on the report page"),
    {
        "name": ("name", Text(most=100, required=True, help=gettext_lazy("In lists"))),
        "invitation": (
            "invitation",
            Text(most=100, required=True, help=gettext_lazy("What a worried person would say")),
        ),
        "hint": ("hint", Text(most=200, help=gettext_lazy("Examples, below the invitation"))),
        "icon": ("icon", ICON),
        "department": ("discipline_id", Ref(to="departments", formerly="discipline")),
        "urgent_note": (
            "urgent_note",
            Text(most=200, help=gettext_lazy("Shown first, to anyone reporting one")),
        ),
        "visibility": (
            "starts_as",
            Choice(
                formerly="starts_as",
                of=lambda: [each.value for each in Label],
                default=OPEN,
                help=gettext_lazy("Initial visibility of incidents of this type"),
            ),
        ),
    },
    besides=Besides(
        fields={
            "lifecycle": Ref(
                to="lifecycles",
                help=gettext_lazy("The lifecycle its incidents use, if not the standard one"),
            ),
            "checklist": Many(
                of=Group(
                    parts={
                        "do": Text(most=TITLE_LENGTH, required=True),
                        "role": Ref(to="roles", help=gettext_lazy("Who does it")),
                        "after": YesNo(help=gettext_lazy("When it's resolved, rather than right away")),
                    }
                ),
                help=gettext_lazy("What always needs doing"),
            ),
        },
        present=_steps_and_checklists,
        write=_write_steps_and_checklist,
    ),
    last="unsure",
    formerly="types",
)
STATUSES = words(
    "statuses",
    gettext_lazy("Statuses"),
    Status,
    gettext_lazy(
        "The standard lifecycle: the statuses an incident can have. Custom lifecycles have their own"
    ),
    {
        "name": ("name", Text(most=60, required=True)),
        "meaning": ("meaning", Text(most=300)),
        "category": (
            "category",
            Choice(
                of=lambda: [each.value for each in StatusCategory],
                required=True,
                help=gettext_lazy(
                    "Its category. Lists, timers and messages depend on it, so it can't be changed later"
                ),
            ),
        ),
    },
    fixed=frozenset({"category"}),
    only={"lifecycle": DEFAULT_LIFECYCLE, "is_retired": False},
)
ROLES = words(
    "roles",
    gettext_lazy("Roles"),
    Role,
    gettext_lazy("Roles in an incident"),
    {
        "name": ("name", Text(most=60, required=True)),
        "instructions": (
            "instructions",
            LongText(most=2000, help=gettext_lazy("Only shown to the person who takes the role")),
        ),
        "needed_in": (
            "needed_in",
            Choices(
                of=lambda: [each.value for each in StatusCategory],
                help=gettext_lazy("Status categories in which someone should hold it"),
            ),
        ),
        "needed_from": (
            "needed_from",
            Number(
                least=1,
                most=SEVERITIES_THERE,
                help=gettext_lazy("Only at this severity or worse; empty for any"),
            ),
        ),
    },
)


def _severities() -> dict[str, Data]:
    found: dict[str, Data] = {
        str(each.rank): {"name": each.name, "meaning": each.meaning} for each in Severity.objects.all()
    }
    for each in SeverityCriterion.objects.filter(discipline=None).select_related("severity"):
        found[str(each.severity.rank)][each.dimension] = each.sentence
    return found


def _add_severity(key: str, data: Data, by: Person | None) -> None:
    if key != str(Severity.objects.count() + 1):
        raise NotPossible(_("Severities are numbered from 1 (most severe) to 5."))
    add_definition(Severity, name=data["name"], meaning=data["meaning"], by=by)
    _write_criteria(key, data, by)


def _change_severity(key: str, data: Data, by: Person | None) -> None:
    change_definition(Severity.objects.get(rank=key), name=data["name"], meaning=data["meaning"], by=by)
    _write_criteria(key, data, by)


def _write_criteria(key: str, data: Data, by: Person | None) -> None:
    write_criteria({(side, int(key)): data[side.value] for side in Dimension}, by=by)


SEVERITIES = Setting(
    section="severities",
    title=gettext_lazy("Severities"),
    about=gettext_lazy("Severity: 1 is the most severe. There are always five, so none can be removed"),
    key=Key(most=2),
    fields={
        "name": Text(most=60, required=True),
        "meaning": Text(most=300, required=True),
        **{
            side.value: Text(most=LONGEST, help=gettext_lazy("What makes it this severe, in this respect"))
            for side in Dimension
        },
    },
    present=_severities,
    add=_add_severity,
    change=_change_severity,
)

register(DISCIPLINES, TYPES, SEVERITIES, STATUSES, ROLES)
