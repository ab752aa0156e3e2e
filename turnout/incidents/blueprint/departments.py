"""Departments, each with its own incident types and severity criteria."""

from django.utils.translation import gettext_lazy as _

from turnout.core.blueprints.settings import Data, Page, register
from turnout.core.people.models import Person
from turnout.core.values import Group, Icon, Many, Text
from turnout.incidents.blueprint.tables import ICONS, Besides, keys_of, of_table
from turnout.incidents.definitions.actions.criteria import LONGEST, write_criteria
from turnout.incidents.definitions.actions.tables import SEVERITIES
from turnout.incidents.definitions.models import Dimension, Discipline, SeverityCriterion


def _criteria() -> dict[str, Data]:
    found: dict[str, dict[str, list[str]]] = {key: {} for key in keys_of(Discipline)}
    for each in SeverityCriterion.objects.exclude(discipline=None).select_related("severity"):
        row = found[each.discipline_id or ""].setdefault(each.dimension, [""] * SEVERITIES)
        row[each.severity.rank - 1] = each.sentence
    return {key: {"severity_criteria": rows} for key, rows in found.items()}


def _write_criteria(department: Discipline, data: Data, by: Person | None) -> None:
    cells = {
        (side, rank): (*data["severity_criteria"][side.value], *[""] * SEVERITIES)[rank - 1]
        for side in Dimension
        for rank in range(1, SEVERITIES + 1)
    }
    write_criteria(cells, discipline=department, by=by)


DEPARTMENTS = of_table(
    "departments",
    Discipline,
    {
        "name": Text(
            most=100,
            required=True,
            label=_("Name"),
            help=_("What people call it: Engineering, Wards, The kitchen."),
        ),
        "icon": Icon(label=_("Icon"), suggested=ICONS),
    },
    title=_("Departments"),
    about=_("Departments with their own types of incident; each has a lane on the home page"),
    besides=Besides(
        fields={
            "severity_criteria": Group(
                formerly="how_bad",
                parts={side.value: Many(of=Text(most=LONGEST), gaps=True) for side in Dimension},
                help=_(
                    "What puts an incident at each severity here, where it differs from everyone's: for each "
                    "respect one sentence per severity, the most severe first"
                ),
            )
        },
        present=_criteria,
        write=_write_criteria,
    ),
    page=Page(
        path="departments",
        icon="building",
        summary=_("The lanes on Home, and where incident types belong"),
        intro=_("Home shows a lane for each, and incident types belong to them."),
        new=_("New department"),
        form=("name", "icon"),
        first={"icon": "building-2"},
    ),
    after=("severities",),
    formerly="disciplines",
)

register(DEPARTMENTS)
