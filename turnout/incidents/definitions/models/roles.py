"""Roles people have in an incident."""

from django.db import models

from turnout.core.lib.ids import IdField


class Role(models.Model):
    """A part someone plays in an incident."""

    id = IdField()
    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=60)
    instructions = models.TextField(blank=True)  # told to whoever takes it
    description = models.TextField(blank=True)  # what scripts say of it; people read the instructions
    shortform = models.CharField(max_length=40, blank=True)  # what chat calls it; the key unless said
    needed_in = models.JSONField(default=list)  # categories in which somebody should hold it
    needed_from = models.PositiveSmallIntegerField(null=True)  # rank: only if it is this bad; None: always
    rank = models.PositiveIntegerField()

    class Meta:
        ordering = ["rank"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_lead(self) -> bool:
        return self.key == "lead"
