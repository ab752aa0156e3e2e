"""The words an organization works with, as a blueprint sets them."""

from functools import lru_cache
from importlib.resources import files
from typing import Any
from zipfile import ZipFile

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnout.core.blueprints.fields import Choice, Field, Key, Number, Ref, Some, Text
from turnout.core.blueprints.kinds import Data, Kind, register
from turnout.core.people.models import Person
from turnout.incidents.actions.kinds import NEEDED, add_kind, arrange_kinds, change_kind, remove_kind
from turnout.incidents.errors import NotPossible
from turnout.incidents.models import (
    Discipline,
    IncidentType,
    Role,
    Severity,
    Status,
    StatusCategory,
)
from turnout.incidents.models.kinds import DEFAULT_LIFECYCLE, UNFINISHED_CATEGORIES
from turnout.incidents.models.labels import OPEN, Label

MOST = 200  # of one kind; verbs stop at fewer
Columns = dict[str, tuple[str, Field]]
"""By the name a blueprint has for it: the model's field, and what it holds."""


@lru_cache(maxsize=1)
def icons() -> frozenset[str]:
    """Names of all pictures there are."""
    with files("lucide").joinpath("lucide.zip").open("rb") as file, ZipFile(file) as archive:
        return frozenset(name.removesuffix(".svg") for name in archive.namelist())


ICON = Choice(
    of=icons,
    default="circle-question-mark",
    named=gettext_lazy("names of Lucide pictures"),
    about=gettext_lazy("Its picture"),
)


def words(
    section: str, title: Any, model: type[Any], about: Any, columns: Columns, *, only: Any = (), **more: Any
) -> Kind:
    """The kind of a table with keys, ranks and fields that `change_kind` sets; of `only` some of its rows."""
    only = dict(only)

    def present() -> dict[str, Data]:
        rows = model._default_manager.filter(**only).order_by("rank")[:MOST]
        return {row.key: {name: getattr(row, at) for name, (at, _field) in columns.items()} for row in rows}

    def set_to(data: Data) -> dict[str, Any]:
        return {at: _value(each, data[name]) for name, (at, each) in columns.items()}

    def _value(each: Field, value: Any) -> Any:
        if isinstance(each, Some):
            return list(value)
        return value or None if isinstance(each, Ref) else value

    def add(key: str, data: Data, by: Person | None) -> None:
        add_kind(model, key=key, by=by, **set_to(data))

    def change(key: str, data: Data, by: Person | None) -> None:
        change_kind(model._default_manager.get(key=key), by=by, **set_to(data))

    return Kind(
        section=section,
        title=title,
        about=about,
        fields={name: each for name, (_at, each) in columns.items()},
        present=present,
        add=add,
        change=change,
        remove=lambda key, by: remove_kind(model._default_manager.get(key=key), by=by),
        arrange=lambda keys, by: arrange_kinds(model, keys, only=only, by=by),
        **more,
    )


DISCIPLINES = words(
    "disciplines",
    gettext_lazy("Parts of the company"),
    Discipline,
    gettext_lazy("Parts of the company with incidents of their own kind; each has a lane on the home page"),
    {"name": ("name", Text(most=100, required=True)), "icon": ("icon", ICON)},
)
TYPES = words(
    "types",
    gettext_lazy("What kind of trouble it is"),
    IncidentType,
    gettext_lazy("What kind of trouble it is, as cards on the report page"),
    {
        "name": ("name", Text(most=100, required=True, about=gettext_lazy("In lists"))),
        "invitation": (
            "invitation",
            Text(most=100, required=True, about=gettext_lazy("What somebody would say who is worried")),
        ),
        "hint": ("hint", Text(most=200, about=gettext_lazy("Examples, below the invitation"))),
        "icon": ("icon", ICON),
        "discipline": ("discipline_id", Ref(to="disciplines")),
        "urgent_note": (
            "urgent_note",
            Text(most=200, about=gettext_lazy("Said first, to whoever reports one")),
        ),
        "starts_as": (
            "starts_as",
            Choice(
                of=lambda: [each.value for each in Label],
                default=OPEN,
                about=gettext_lazy("How far incidents of this kind may be seen at first"),
            ),
        ),
    },
    last=NEEDED[IncidentType],
)
STATUSES = words(
    "statuses",
    gettext_lazy("Where it is"),
    Status,
    gettext_lazy("Where in its life an incident is"),
    {
        "name": ("name", Text(most=60, required=True)),
        "meaning": ("meaning", Text(most=300)),
        "category": (
            "category",
            Choice(
                of=lambda: [each.value for each in StatusCategory],
                required=True,
                about=gettext_lazy("Its sort. Lists, clocks and messages follow from it, so it stays"),
            ),
        ),
    },
    fixed=frozenset({"category"}),
    only={"lifecycle": DEFAULT_LIFECYCLE, "is_retired": False},
)
ROLES = words(
    "roles",
    gettext_lazy("Who does what"),
    Role,
    gettext_lazy("Who does what in an incident"),
    {
        "name": ("name", Text(most=60, required=True)),
        "instructions": (
            "instructions",
            Text(most=2000, long=True, about=gettext_lazy("Told to whoever takes it, and to nobody else")),
        ),
        "needed_in": (
            "needed_in",
            Some(
                of=lambda: [each.value for each in UNFINISHED_CATEGORIES],
                about=gettext_lazy("Sorts of status in which somebody should hold it"),
            ),
        ),
        "needed_from": (
            "needed_from",
            Number(least=1, most=5, about=gettext_lazy("The severity from which on; without it, always")),
        ),
    },
)


def _severities() -> dict[str, Data]:
    return {str(each.rank): {"name": each.name, "meaning": each.meaning} for each in Severity.objects.all()}


def _add_severity(key: str, data: Data, by: Person | None) -> None:
    if key != str(Severity.objects.count() + 1):
        raise NotPossible(_("Severities are numbered from 1, the worst, to 5."))
    add_kind(Severity, by=by, **data)


def _change_severity(key: str, data: Data, by: Person | None) -> None:
    change_kind(Severity.objects.get(rank=key), by=by, **data)


SEVERITIES = Kind(
    section="severities",
    title=gettext_lazy("How bad it is"),
    about=gettext_lazy("How bad it is: 1 is the worst. There are always five, so nothing here is removed"),
    key=Key(most=2),
    fields={"name": Text(most=60, required=True), "meaning": Text(most=300, required=True)},
    present=_severities,
    add=_add_severity,
    change=_change_severity,
)

register(DISCIPLINES, TYPES, SEVERITIES, STATUSES, ROLES)
