"""What was learned from an incident, written down."""

from django.db import models

from turnout.core.lib import clock
from turnout.core.lib.ids import IdField
from turnout.core.people.models import Person
from turnout.core.values.words import short_address
from turnout.incidents.models import Incident


class Review(models.Model):
    """The review of one incident: a text people write together, here or in a document elsewhere."""

    id = IdField()
    incident = models.OneToOneField(Incident, on_delete=models.CASCADE, related_name="review")
    body = models.TextField(blank=True)
    address = models.URLField(max_length=2000, blank=True)  # of the document, where it is written elsewhere
    version = models.PositiveIntegerField(
        default=1
    )  # counts saves: a writer who started from an older one is told
    started_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    changed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)
    published_at = models.DateTimeField(null=True)

    @property
    def address_in_short(self) -> str:
        return short_address(self.address)

    @property
    def is_published(self) -> bool:
        return self.published_at is not None


class ReviewVersion(models.Model):
    """What a review said: kept each time a published one is changed, and a draft by another writer."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()  # of the review, then
    body = models.TextField(blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    is_published = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "version"], name="review_version_once")]
