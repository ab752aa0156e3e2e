"""How bad is it? The worst that is true decides."""

import pytest

from turnout.core.events.models import RecordedEvent
from turnout.incidents.definitions.actions.criteria import write_criteria
from turnout.incidents.definitions.actions.suggested_criteria import write_suggested_criteria
from turnout.incidents.definitions.criteria import rows_for, worst
from turnout.incidents.errors import NotPossible
from turnout.incidents.models import Dimension, Discipline, Severity, SeverityCriterion


def said_for(discipline, side):
    row = next(each for each in rows_for(discipline) if each.dimension == side)
    return {severity.rank: sentence for severity, sentence in row.cells}


def test_a_discipline_has_words_of_its_own_and_everybodys_elsewhere(world):
    assert "people or stock we need" in said_for("operations", Dimension.SERVICE)[1]
    assert said_for("operations", Dimension.PEOPLE) == said_for(None, Dimension.PEOPLE)
    assert 5 not in said_for(None, Dimension.LAW)


def test_cells_are_written_changed_and_taken_out_with_one_event(world):
    privacy, cell = Discipline.objects.get(pk="privacy"), (Dimension.DATA, 1)
    write_criteria({cell: "Children's  data", (Dimension.DATA, 2): ""}, discipline=privacy, by=world.gus)
    assert said_for("privacy", Dimension.DATA)[1] == "Children's data"
    write_criteria({cell: ""}, discipline=privacy, by=world.gus)
    assert said_for("privacy", Dimension.DATA) == said_for(None, Dimension.DATA)
    assert write_criteria({cell: ""}, discipline=privacy, by=world.gus) == 0
    assert RecordedEvent.objects.filter(verb="kind.severity_grid_changed", actor=world.gus).count() == 2
    with pytest.raises(NotPossible):
        write_criteria({cell: "x" * 201}, by=world.gus)


def test_suggestions_leave_what_was_written_alone(world):
    write_criteria({(Dimension.MONEY, 1): "A million", (Dimension.MONEY, 2): ""}, by=world.gus)
    write_suggested_criteria(by=world.gus)
    assert said_for(None, Dimension.MONEY)[1] == "A million"
    assert said_for(None, Dimension.MONEY)[2].startswith("A thousandth")
    assert worst([]) is None
    assert worst([4, 2, 3]) == Severity.objects.get(rank=2)
    assert SeverityCriterion.objects.filter(discipline=None).count() == 28
