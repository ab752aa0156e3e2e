"""Incident types, in the words of someone who is worried."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from turnout.core.lib.cached_tables import CachedKey
from turnout.core.lib.ids import IdField
from turnout.incidents.definitions.models.definition import Definition
from turnout.incidents.definitions.models.departments import Discipline
from turnout.incidents.definitions.models.labels import LABEL_NAMES, OPEN
from turnout.incidents.definitions.models.lifecycles import Lifecycle


class IncidentType(Definition):
    """What sort of trouble it is, in the words of someone who is worried."""

    called = _("incident type")

    id = IdField()
    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=100)
    invitation = models.CharField(max_length=100)  # on the report page: "Someone's data"
    hint = models.CharField(max_length=200, blank=True)  # examples, under the invitation
    icon = models.CharField(max_length=60)
    discipline = CachedKey(Discipline, null=True, on_delete=models.PROTECT, related_name="types")
    starts_as = models.CharField(max_length=20, default=OPEN)  # the label its incidents start with
    urgent_note = models.CharField(max_length=200, blank=True)  # said first, to whoever reports one
    lifecycle = CachedKey(
        Lifecycle, null=True, on_delete=models.PROTECT, related_name="types"
    )  # None: default

    @property
    def is_private(self) -> bool:
        """Its incidents aren't open to everyone at first."""
        return self.starts_as != OPEN

    @property
    def starts_as_name(self) -> str:
        return str(LABEL_NAMES.get(self.starts_as, self.starts_as))
