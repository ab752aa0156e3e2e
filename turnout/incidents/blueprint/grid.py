"""What makes something how bad, as blueprints have it: for everybody, and in the words of a discipline."""

from django.utils.translation import gettext_lazy as _

from turnout.core.blueprints.fields import Field, Group, Text
from turnout.core.blueprints.kinds import Data, Kind, register
from turnout.core.people.models import Person
from turnout.incidents.actions.grid import LONGEST, write_grid
from turnout.incidents.errors import NotPossible
from turnout.incidents.grid import sentences
from turnout.incidents.models import Dimension, Discipline, SeverityCriterion

EVERYBODY = "everybody"
RANKS = range(1, 6)


def _present() -> dict[str, Data]:
    spoken = SeverityCriterion.objects.values_list("discipline", flat=True).distinct()
    return {key or EVERYBODY: _row(sentences(key)) for key in spoken}


def _row(said: dict[tuple[Dimension, int], str]) -> Data:
    return {side.value: {str(rank): said.get((side, rank), "") for rank in RANKS} for side in Dimension}


def _write(key: str, data: Data, by: Person | None) -> None:
    said = {(side, rank): data[side.value][str(rank)] for side in Dimension for rank in RANKS}
    discipline = None if key == EVERYBODY else Discipline.objects.filter(pk=key).first()
    if discipline is None and key != EVERYBODY:
        raise NotPossible(_("There is no part of the company with this key; “everybody” is for all."))
    write_grid(said, discipline=discipline, by=by)


def _remove(key: str, by: Person | None) -> None:
    _write(key, _row({}), by)


def _side(about: object) -> Field:
    return Group(fields={str(rank): Text(most=LONGEST) for rank in RANKS}, about=about)  # type: ignore[arg-type]


SEVERITY_GRID = Kind(
    section="severity_grid",
    title=_("What makes it how bad"),
    about=_(
        "One short sentence for each severity; the key is “everybody”, or a discipline with its own words"
    ),
    fields={
        "people": _side(_("Whether anyone is hurt, or could have been")),
        "service": _side(_("Who doesn't get what was promised")),
        "data": _side(_("Whose data it is, and whether it could harm them")),
        "money": _side(_("What it may cost")),
        "law": _side(_("Whether a law or a contract sets a deadline")),
        "trust": _side(_("Who talks about it")),
    },
    present=_present,
    add=_write,
    change=_write,
    remove=_remove,
    after=("severities", "disciplines"),
)

register(SEVERITY_GRID)
