"""Which thing of ours is which thing elsewhere. Other systems' ids live here and nowhere else."""

from collections.abc import Iterable

from django.db import models

from turnout.core.events.subjects import kind_of
from turnout.core.lib import clock


class LinkQuerySet(models.QuerySet["Link"]):
    def known(self, system: str, kind: type[models.Model], ids: Iterable[str]) -> "LinkQuerySet":
        """Those of things of this kind that `system` knows by these ids."""
        return self.filter(system=system, subject_kind=kind_of(kind), external_id__in=list(ids))


class Link(models.Model):
    """Our `subject` is known to `system` as `external_id`."""

    system = models.CharField(max_length=100)
    external_id = models.CharField(max_length=300)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=26)
    url = models.URLField(max_length=2000, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    forget_at = models.DateTimeField(null=True)  # due column: when nobody needs it any more, if ever

    objects = LinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["system", "subject_kind", "external_id"], name="one_link_per_external_id"
            )
        ]
        indexes = [
            models.Index(fields=["subject_id"], name="link_by_subject"),
            models.Index(
                fields=["forget_at"], condition=models.Q(forget_at__isnull=False), name="link_to_forget"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.system}:{self.external_id}"
