"""What takes two in a review: erasing it for good."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from turnout.core.people.models import Person
from turnout.incidents.access.proposals import Data, act, reason_given
from turnout.incidents.errors import NotPossible
from turnout.incidents.models import Incident
from turnout.reviews.actions.writing import erase_review
from turnout.reviews.models import Review


def _writers(_incident: Incident, data: Data) -> Iterable[Person]:
    """Whoever wrote it hears of it before it is gone, and may stop it."""
    review = Review.objects.filter(pk=data["review"]).first()
    ids = {review.started_by_id, review.changed_by_id} - {None} if review else set()
    return list(Person.objects.active().filter(pk__in=ids))


@act("erase_review", says=lambda _data: _("Erase the review for good"), others=_writers)
def _erase(incident: Incident, data: Data, by: Person) -> None:
    review = Review.objects.filter(pk=data["review"]).select_related("incident").first()
    if review is None or incident.pk not in (review.incident_id, review.incident.parent_id):
        raise NotPossible(_("That isn't there any more."))
    erase_review(review, why=reason_given(), by=by)
