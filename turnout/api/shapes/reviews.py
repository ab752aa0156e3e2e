"""Reviews, which the wire calls post-mortem documents."""

from django.conf import settings

from turnout.api.shapes.people import USER
from turnout.api.wire.schema import Listed, Shape, one_of, says
from turnout.api.wire.values import Moment, Text
from turnout.core.people.models import Person
from turnout.reviews.models import Review

COMPLETED, IN_PROGRESS = "completed", "in_progress"


def _editors(review: Review) -> list[Person]:
    return list(dict.fromkeys(each for each in (review.started_by, review.changed_by) if each))


def _page(review: Review) -> str:
    return f"{settings.PUBLIC_URL}/incidents/{review.incident.number}/review/"


REVIEW = Shape(
    "PostmortemDocument",
    id=says(Text(), "pk"),
    incident_id=says(Text()),
    title=says(Text(), lambda review: f"{review.incident.reference} {review.incident.listed_name}"),
    type=says(one_of("in_app", "external"), lambda review: "external" if review.address else "in_app"),
    status=says(
        one_of(IN_PROGRESS, COMPLETED), lambda review: COMPLETED if review.is_published else IN_PROGRESS
    ),
    document_url=says(Text(), lambda review: review.address or _page(review)),
    exported_urls=says(Listed(Text()), lambda review: ()),
    editors=says(Listed(USER), _editors),
    created_at=says(Moment()),
    updated_at=says(Moment(), "changed_at"),
)
LISTED_REVIEW = REVIEW.extended(
    "PostmortemDocument",
    document_url=says(
        Text(),
        lambda review: _page(review) if review.incident.is_discreet else review.address or _page(review),
    ),
)
"""As lists have it: an address elsewhere may say what the incident's own page alone says."""
