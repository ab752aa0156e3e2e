"""What comes with the packs, beside the words in them: what makes something how bad, and who is needed."""

from turnout.core.people.models import Person
from turnout.incidents.actions.grid import write_grid
from turnout.incidents.default_grid import Cells, grid_for_all, grids_of_disciplines
from turnout.incidents.grid import sentences
from turnout.incidents.models import Discipline, Role, SeverityCriterion, StatusCategory

NEEDED_FROM = {"lead": 2, "communications": 1}  # severities from which a live incident needs somebody


def install_defaults(by: Person | None) -> None:
    """Running it again changes nothing."""
    for key, rank in NEEDED_FROM.items():
        Role.objects.filter(key=key, needed_from=None).update(
            needed_in=[StatusCategory.LIVE], needed_from=rank
        )
    if not SeverityCriterion.objects.exists():
        write_defaults_of_grid(by)


def write_defaults_of_grid(by: Person | None) -> None:
    """The suggested words for how bad something is; what an organization wrote itself stays."""
    grids: list[tuple[str | None, Cells]] = [(None, grid_for_all()), *grids_of_disciplines().items()]
    for key, cells in grids:
        discipline = Discipline.objects.filter(key=key).first() if key else None
        if key and discipline is None:
            continue
        said = sentences(key)
        write_grid({at: cell for at, cell in cells.items() if at not in said}, discipline=discipline, by=by)
