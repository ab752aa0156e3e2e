"""From which IP addresses the API may be used."""

from typing import TypedDict

from django.db import models

from turnout.core.lib.ids import IdField
from turnout.core.lib.networks import is_within


def is_one_on() -> models.Exists:
    """Whether keys and tokens are taken from some addresses only: asked with the token, to save a look."""
    return models.Exists(Allowlist.objects.filter(is_on=True))


class AllowedRange(TypedDict):
    """An IP address or a range of them, and what it is."""

    value: str
    label: str


class Allowlist(models.Model):
    """The IP addresses from which keys and tokens are taken, while it is on. There is one row, or none yet.

    `version` counts changes. What it kept out last is remembered, so that nobody is cut off unseen.
    """

    id = IdField()
    is_only = models.BooleanField(default=True, unique=True, editable=False)  # refuses a second one
    is_on = models.BooleanField(default=False)
    ranges = models.JSONField(default=list)  # of AllowedRange
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    refused_from = models.CharField(max_length=64, blank=True)
    refused_name = models.CharField(max_length=200, blank=True)  # of the key, or whose token it was

    @classmethod
    def get(cls) -> "Allowlist":
        """The one there is, or one that lets in everybody."""
        return cls.objects.first() or cls()

    def names(self, address: str) -> bool:
        """Whether this address is in one of the ranges."""
        return is_within(address, (each["value"] for each in self.ranges))

    def lets_in(self, address: str) -> bool:
        """Whether the API may be used from this address; an empty text is an address nobody knows."""
        return not self.is_on or self.names(address)
