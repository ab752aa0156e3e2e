"""Severities: five, from the worst down."""

from django.db import models

from turnout.core.lib.ids import IdField


class Severity(models.Model):
    """How bad it is. Rank 1 is the worst, and there is always a word beside the colour."""

    id = IdField()
    name = models.CharField(max_length=60)
    meaning = models.CharField(max_length=300)
    rank = models.PositiveIntegerField(unique=True)

    class Meta:
        ordering = ["rank"]

    def __str__(self) -> str:
        return f"S{self.rank} {self.name}"

    @property
    def label(self) -> str:
        return f"S{self.rank}"


def is_worse(to: Severity, was: Severity | None) -> bool:
    return was is None or to.rank < was.rank
