"""Who is told when something was learned."""

from django.utils.translation import gettext as _

from turnout.core.events.models import RecordedEvent
from turnout.core.events.reacting import reacts_to
from turnout.incidents.audience import notices
from turnout.incidents.models import Incident
from turnout.incidents.reporters.feedback import tell_reporter
from turnout.reviews.events import ReviewPublished


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
