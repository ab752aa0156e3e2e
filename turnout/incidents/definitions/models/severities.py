"""Severities: five, from the worst down."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from turnout.core.lib.ids import IdField
from turnout.incidents.definitions.models.definition import Definition


class Severity(Definition):
    """How bad it is. Rank 1 is the worst, and there is always a word beside the colour."""

    called = _("severity")

    id = IdField()
    meaning = models.CharField(max_length=300)
    rank = models.PositiveIntegerField(unique=True)

    def __str__(self) -> str:
        return f"S{self.rank} {self.name}"

    @property
    def label(self) -> str:
        return f"S{self.rank}"


def is_worse(to: Severity, was: Severity | None) -> bool:
    return was is None or to.rank < was.rank
