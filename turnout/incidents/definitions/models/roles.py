"""Roles people have in an incident."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from turnout.core.lib.ids import IdField
from turnout.incidents.definitions.models.definition import Definition


class Role(Definition):
    """A part someone plays in an incident."""

    called = _("role")

    id = IdField()
    key = models.SlugField(max_length=40, unique=True)
    instructions = models.TextField(blank=True)  # told to whoever takes it
    description = models.TextField(blank=True)  # what scripts say of it; people read the instructions
    shortform = models.CharField(max_length=40, blank=True)  # what chat calls it; the key unless said
    needed_in = models.JSONField(default=list)  # categories in which somebody should hold it
    needed_from = models.PositiveSmallIntegerField(null=True)  # rank: only if it is this bad; None: always

    @property
    def is_lead(self) -> bool:
        return self.key == "lead"
