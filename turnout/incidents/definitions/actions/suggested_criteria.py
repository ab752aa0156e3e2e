"""Writing down again what the packs say about how bad something is."""

from django.db import transaction

from turnout.core.blueprints.packs import ORDER, blueprint_of
from turnout.core.people.models import Person
from turnout.incidents.definitions.actions.criteria import write_criteria
from turnout.incidents.definitions.criteria import sentences
from turnout.incidents.definitions.models import Dimension, Discipline

Cells = dict[tuple[Dimension, int], str]


@transaction.atomic
def write_suggested_criteria(*, by: Person | None) -> None:
    """The packs' sentences wherever there is none; what an organization wrote itself stays."""
    for key, cells in _suggested().items():
        discipline = Discipline.objects.filter(key=key).first() if key else None
        if discipline or not key:
            said = sentences(key)
            write_criteria(
                {at: cell for at, cell in cells.items() if at not in said}, discipline=discipline, by=by
            )


def _suggested() -> dict[str | None, Cells]:
    """By discipline; None: for all."""
    items = blueprint_of(ORDER).items
    found: dict[str | None, Cells] = {None: {}}
    for rank, severity in items["severities"].items():
        found[None] |= {(side, int(rank)): severity.data[side.value] for side in Dimension}
    for key, discipline in items["departments"].items():
        found[key] = {
            (side, rank): sentence
            for side in Dimension
            for rank, sentence in enumerate(discipline.data["severity_criteria"][side.value], 1)
        }
    return found
