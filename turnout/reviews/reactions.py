"""Who is told when something was learned."""

from django.utils.translation import gettext as _

from turnout.core.events.models import RecordedEvent
from turnout.core.events.reacting import reacts_to
from turnout.core.people.models import Person
from turnout.incidents.audience import notices
from turnout.incidents.models import Incident
from turnout.incidents.reporters.feedback import tell_reporter
from turnout.incidents.telling import incident_of, tell_about, who_acted
from turnout.reviews.events import ReviewChanged, ReviewLinked, ReviewPublished, ReviewRevised
from turnout.reviews.models import Review


@reacts_to(ReviewPublished)
def tell_reporter_what_was_learned(event: RecordedEvent) -> None:
    """Tell the reporter that something was learned from their report."""
    incident = Incident.objects.select_related("reporter").filter(pk=event.subject_id).first()
    if incident is not None:
        tell_reporter(
            incident,
            notices.OUTCOME,
            about=event,
            title=lambda: _("What we learned: %(name)s") % {"name": incident.name},
            body=lambda: _("The review of what you reported is there to read. Thank you: it began with you."),
        )


@reacts_to(ReviewRevised)
def tell_whose_review_was_changed(event: RecordedEvent) -> None:
    """Tell who wrote or published a review that somebody else changed it since, and why."""
    _tell_writers(event, at=f"review/versions/{event.event.now_version}/", body=event.event.note)


@reacts_to(ReviewLinked, when=lambda _row, event: bool(event.was))
def tell_whose_document_was_replaced(event: RecordedEvent) -> None:
    """Tell who wrote or published a review that another document takes its place."""
    _tell_writers(event, at=f"changes/{event.pk}/")


@reacts_to(ReviewChanged)
def tell_whose_draft_was_changed(event: RecordedEvent) -> None:
    """Tell who wrote a draft last that somebody else went on with it. In Turnout only."""
    version = event.event.version
    _tell_writers(event, at=f"review/versions/{version}/", before=version, in_app_only=True)


def _tell_writers(
    event: RecordedEvent, *, at: str, body: str = "", before: int = 0, in_app_only: bool = False
) -> None:
    """`before`: only who wrote the one just before this version."""
    incident = incident_of(event)
    review = Review.objects.filter(pk=event.event.review).first()
    if incident is None or review is None:
        return
    if before:
        writers = set(review.versions.filter(version=before - 1).values_list("by", flat=True))
    else:
        published = RecordedEvent.objects.filter(subject_id=incident.pk, verb=ReviewPublished.verb)
        writers = set(published.values_list("actor", flat=True))
        writers |= {review.started_by_id, *review.versions.values_list("by", flat=True)}
    tell_about(
        Person.objects.active().filter(pk__in=writers - {None}),
        notices.YOURS,
        event,
        incident,
        lambda: _("%(who)s changed the review: %(name)s") % {"who": who_acted(event), "name": incident.name},
        body,
        in_app_only=in_app_only,
        at=at,
    )
