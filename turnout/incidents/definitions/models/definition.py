"""What the tables of definitions have in common."""

from typing import ClassVar

from django.db import models

from turnout.core.values import Words


class Definition(models.Model):
    """A table of the words an organization works with: small, in an order, there for everyone to know.

    called  what one row of it is, within a sentence
    """

    called: ClassVar[Words]

    name = models.CharField(max_length=60)
    rank = models.PositiveIntegerField()

    class Meta:
        abstract = True
        ordering = ["rank"]

    def __str__(self) -> str:
        return self.name
