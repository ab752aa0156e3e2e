"""Reviews that come in with their incidents."""

from turnout.core.events.record import record_past
from turnout.core.lib import clock
from turnout.incidents.importing.writing import Brought
from turnout.reviews.events import ReviewPublished
from turnout.reviews.models import Review


def bring_reviews(brought: Brought) -> None:
    """A hook of the import: the document that came with an incident becomes its published review."""
    reviews = []
    for incident, row in brought:
        if row.body:
            at = min(row.last_at, clock.now())
            reviews.append(
                Review(incident=incident, body=row.body, created_at=at, changed_at=at, published_at=at)
            )
    Review.objects.bulk_create(reviews)
    record_past((review.incident, ReviewPublished(review=review.pk), review.created_at) for review in reviews)
