"""What people can remove: it is hidden first, and deleted once nobody brought it back for a while."""

from datetime import timedelta
from typing import TypeVar

from django.db import models

from turnout.core.people.models import Person

HIDDEN_FOR = timedelta(days=30)

R = TypeVar("R", bound="Removable")


class RemovableQuerySet(models.QuerySet[R]):
    def present(self) -> "RemovableQuerySet[R]":
        return self.filter(removed_at__isnull=True)

    def hidden(self) -> "RemovableQuerySet[R]":
        """Removed, and still to be brought back."""
        return self.filter(removed_at__isnull=False, forget_at__isnull=False)


class Removable(models.Model):
    """Something that may be removed."""

    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    forget_at = models.DateTimeField(null=True)  # when what it holds is deleted; null: not removed, or it is

    objects = RemovableQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def is_hidden(self) -> bool:
        return self.removed_at is not None and self.forget_at is not None
