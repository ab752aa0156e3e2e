"""What makes something how bad: one short sentence for each severity and each side of it."""

from enum import StrEnum

from django.db import models

from turnout.core.lib.cached_tables import CachedKey
from turnout.core.lib.ids import IdField
from turnout.incidents.definitions.models.departments import Discipline
from turnout.incidents.definitions.models.severities import Severity


class Dimension(StrEnum):
    """A side from which something can be bad."""

    PEOPLE = "people"
    SERVICE = "service"
    DATA = "data"
    MONEY = "money"
    LAW = "law"
    TRUST = "trust"


class SeverityCriterion(models.Model):
    """When it is this bad, seen from one side. A discipline may say it in its own words."""

    may_be_empty = True

    id = IdField()
    severity = CachedKey(Severity, on_delete=models.CASCADE, related_name="criteria")
    dimension = models.CharField(max_length=20)
    discipline = CachedKey(Discipline, null=True, on_delete=models.CASCADE, related_name="+")
    sentence = models.CharField(max_length=200)

    class Meta:
        verbose_name_plural = "severity criteria"
        constraints = [
            models.UniqueConstraint(
                fields=["severity", "dimension", "discipline"], name="one_sentence_per_cell"
            ),
            models.UniqueConstraint(
                fields=["severity", "dimension"],
                condition=models.Q(discipline__isnull=True),
                name="one_sentence_for_all",
            ),
        ]
