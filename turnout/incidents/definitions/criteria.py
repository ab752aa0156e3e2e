"""Helping somebody say how bad it is: the worst that is true in each row, and of those the worst."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from turnout.core.lib.cached_tables import cached_table
from turnout.incidents.definitions.models import Dimension, Severity, SeverityCriterion

QUESTIONS: dict[Dimension, tuple[str, Promise, Promise]] = {
    Dimension.PEOPLE: ("heart-pulse", _("People"), _("Is anyone hurt, or could have been?")),
    Dimension.SERVICE: ("package", _("Service"), _("Who isn't getting what we promised them?")),
    Dimension.DATA: ("fingerprint-pattern", _("Data"), _("Whose data is it, and could it harm them?")),
    Dimension.MONEY: ("banknote", _("Money"), _("What might it cost?")),
    Dimension.LAW: ("scale", _("Law"), _("Does a law or a contract set a deadline?")),
    Dimension.TRUST: ("newspaper", _("Trust"), _("Who's talking about it?")),
}
"""Icon, name and question of each side."""


@dataclass(frozen=True)
class Row:
    """One side, and what makes it how bad: the worst first."""

    dimension: Dimension
    icon: str
    name: Promise
    question: Promise
    cells: tuple[tuple[Severity, str], ...]


def sentences(discipline: str | None) -> dict[tuple[Dimension, int], str]:
    """What is said for exactly this discipline; None: for all of them."""
    return {
        (Dimension(each.dimension), each.severity.rank): each.sentence
        for each in cached_table(SeverityCriterion).values()
        if each.discipline_id == discipline
    }


def rows_for(discipline: str | None) -> list[Row]:
    """The grid as somebody of this discipline reads it; rows that say nothing are left out."""
    general = sentences(None)
    said = {**general, **(sentences(discipline) if discipline else {})}
    rows = []
    for dimension, (icon, name, question) in QUESTIONS.items():
        cells = tuple(
            (severity, said[dimension, severity.rank])
            for severity in cached_table(Severity).values()
            if (dimension, severity.rank) in said
        )
        if cells:
            rows.append(Row(dimension, icon, name, question, cells))
    return rows


def worst(ranks: Iterable[int]) -> Severity | None:
    """The severity that follows from these answers; None where none was given."""
    asked = set(ranks)
    return next((each for each in cached_table(Severity).values() if each.rank in asked), None)
