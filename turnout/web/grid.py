"""The guided grid as forms carry it: one answer a side, or none."""

from collections.abc import Mapping

from turnout.incidents.definitions.criteria import Row, rows_for, worst
from turnout.incidents.models import Dimension, Severity

PREFIX = "grid-"


def answers_in(asked: Mapping[str, str]) -> dict[Dimension, int]:
    """What was ticked so far."""
    given = {each: asked.get(f"{PREFIX}{each}", "") for each in Dimension}
    return {side: int(rank) for side, rank in given.items() if rank.isdecimal() and len(rank) < 3}


def proposed_by(asked: Mapping[str, str]) -> Severity | None:
    """The worst of what is true."""
    return worst(answers_in(asked).values())


def answered_grid(asked: Mapping[str, str], discipline: str | None) -> list[tuple[Row, int | None]]:
    """The rows, each with its answer."""
    given = answers_in(asked)
    return [(row, given.get(row.dimension)) for row in rows_for(discipline)]
