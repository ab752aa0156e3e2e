"""Writing a review together."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from turnout.core.events.models import RecordedEvent
from turnout.core.events.record import record
from turnout.core.events.types import Event
from turnout.core.lib import clock
from turnout.core.lib.text import for_everyone
from turnout.core.people.models import Person
from turnout.incidents.errors import ChangedMeanwhile, NotPossible
from turnout.incidents.models import Incident, StatusCategory
from turnout.incidents.room.actions.erasing import WHY_LENGTH, blank_events, refuse_erasing, text_erased
from turnout.reviews.actions.versions import keep_version
from turnout.reviews.events import ReviewChanged, ReviewPublished, ReviewRevised, ReviewStarted
from turnout.reviews.models import Review

LENGTH = 100_000
HEADINGS = (
    _lazy("What happened"),
    _lazy("What went well"),
    _lazy("What made it hard"),
    _lazy("What we change"),
)


def outline() -> str:
    """The headings a new review starts with."""
    return "\n\n".join(f"## {for_everyone(heading)}\n" for heading in HEADINGS)


@transaction.atomic
def start_review(incident: Incident, *, by: Person | None) -> Review:
    """Begin the review of an incident that is over; if there is one already, that one."""
    if incident.category not in (StatusCategory.LEARNING, StatusCategory.CLOSED):
        raise NotPossible(_("A review starts when the incident is over. Resolve it first."))
    review, new = Review.objects.get_or_create(
        incident=incident,
        defaults={"body": outline(), "started_by": by, "created_at": clock.now(), "changed_at": clock.now()},
    )
    if new:
        record(incident, ReviewStarted(review=review.pk), by=by)
    return review


@transaction.atomic
def write_review(review: Review, body: str, *, version: int, by: Person, why: str = "") -> Review:
    """Save the text. What it said before is kept as a version.

    version  the one it started from; raises ChangedMeanwhile if there is a newer
    why      a line that a published one isn't changed without
    Raises NotPossible for one that is written elsewhere.
    """
    body = body.replace("\r\n", "\n").strip()
    if len(body) > LENGTH:
        raise NotPossible(_("A review has up to %(most)s characters.") % {"most": LENGTH})
    review = locked(review)
    if review.address:
        raise NotPossible(
            _("This review is written elsewhere. Remove the link to its document to write here.")
        )
    if review.version != version:
        raise ChangedMeanwhile(current=review.body, who=review.changed_by, at=review.changed_at)
    if review.body == body:
        return review
    why = " ".join(why.split())[:WHY_LENGTH]
    if review.is_published and not why:
        raise NotPossible(_("This review is published. Say in a line what you changed, and why."))
    keep_version(review)
    review.body, review.version = body, version + 1
    review.changed_by, review.changed_at = by, clock.now()
    review.save(update_fields=["body", "version", "changed_by", "changed_at"])
    keep_version(review)
    said: Event = ReviewChanged(review=review.pk, version=review.version)
    if review.is_published:
        said = ReviewRevised(review=review.pk, was_version=version, now_version=review.version, note=why)
    record(review.incident, said, by=by)
    return review


@transaction.atomic
def publish_review(review: Review, *, by: Person) -> Review:
    """Share it with everyone who can see the incident. It can still be improved: each version stays."""
    review = locked(review)
    if not review.address and not is_begun(review):
        raise NotPossible(_("Write something first: even three sentences help the next person."))
    if review.published_at is None:
        review.published_at = clock.now()
        review.save(update_fields=["published_at"])
        keep_version(review)
        record(review.incident, ReviewPublished(review=review.pk), by=by)
    return review


@transaction.atomic
def erase_review(review: Review, *, why: str, by: Person) -> Review:
    """Erase its text, or where it is written, for good: who did it and why is left on the timeline.
    It takes two, as `erase_text` does. Raises NotPossible."""
    review, why = locked(review), " ".join(why.split())[:WHY_LENGTH]
    author = review.changed_by_id or review.started_by_id
    refuse_erasing(review.incident, f"{review.body} {review.address}", author, why, by)
    review.body, review.address, review.version = "", "", review.version + 1
    review.changed_by, review.changed_at = by, clock.now()
    review.save(update_fields=["body", "address", "version", "changed_by", "changed_at"])
    review.versions.update(body="")
    linked = RecordedEvent.objects.filter(data__review=review.pk, subject_id=review.incident_id)
    blank_events(linked, "was", "now")
    record(review.incident, text_erased("review", review.pk, author, why), by=by)
    return review


def is_begun(review: Review) -> bool:
    """Whether anything was written here beyond the headings it starts with."""
    return review.body.strip() not in ("", outline().strip())


def locked(review: Review) -> Review:
    """The same review, read again and kept from others until the transaction ends."""
    return (
        Review.objects.select_for_update(of=("self",), no_key=True)
        .select_related("incident", "changed_by")
        .get(pk=review.pk)
    )
