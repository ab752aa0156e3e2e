"""A review that is written elsewhere: Turnout has the address of the document, and leads people there."""

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.events.record import record
from turnout.core.lib import clock
from turnout.core.people.models import Person
from turnout.core.values.words import LONGEST_LINK, is_link
from turnout.incidents.errors import NotPossible
from turnout.incidents.models import Incident
from turnout.reviews.actions.writing import is_begun, locked, start_review
from turnout.reviews.events import ReviewLinked, ReviewLinkRemoved
from turnout.reviews.models import Review


@transaction.atomic
def link_review(incident: Incident, address: str, *, by: Person | None) -> Review:
    """The review of this incident is the document at this address; it takes the place of one linked before.

    Raises NotPossible for an incident that isn't over, a review that is written here, or what is no address.
    """
    address = address.strip()
    if not is_link(address) or len(address) > LONGEST_LINK:
        raise NotPossible(_("Enter a full address starting with https://."))
    review = locked(start_review(incident, by=by))
    if not review.address and is_begun(review):
        raise NotPossible(_("This review is being written here. Add the document as a link instead."))
    if review.address != address:
        said = ReviewLinked(review=review.pk, was=review.address, now=address)
        _set_address(review, address, by)
        record(incident, said, by=by)
    return review


@transaction.atomic
def unlink_review(review: Review, *, by: Person | None) -> Review:
    """It is written here after all. Raises NotPossible for one that was published where it is."""
    review = locked(review)
    if review.is_published:
        raise NotPossible(_("This review is published. Link another document in its place."))
    if review.address:
        said = ReviewLinkRemoved(review=review.pk, was=review.address)
        _set_address(review, "", by)
        record(review.incident, said, by=by)
    return review


def _set_address(review: Review, address: str, by: Person | None) -> None:
    review.address, review.changed_by, review.changed_at = address, by, clock.now()
    review.save(update_fields=["address", "changed_by", "changed_at"])
