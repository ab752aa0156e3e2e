"""Who looks again where a report was ended before anybody worked on it."""

from django.utils.translation import gettext as _

from turnout.core.events.models import RecordedEvent
from turnout.core.events.reacting import reacts_to
from turnout.incidents.audience import notices
from turnout.incidents.audience.resolver import triagers_of
from turnout.incidents.incident.events import (
    IncidentCanceled,
    IncidentDeclined,
    IncidentResolved,
    NearMissNoted,
)
from turnout.incidents.incident.models import Incident
from turnout.incidents.telling import incident_of, tell_about, who_acted


@reacts_to(IncidentDeclined, NearMissNoted, IncidentCanceled, IncidentResolved)
def tell_who_else_looks_first(event: RecordedEvent) -> None:
    """Nobody ends a report alone and unseen: the others who look first hear of it, and reopen it with one
    press if they see it differently. In Turnout only: most are rightly ended, and nobody has to act."""
    incident = incident_of(event)
    if incident is not None and not incident.is_open and _nobody_worked_on(incident):
        tell_about(
            triagers_of(incident),
            notices.ENDED_IN_TRIAGE,
            event,
            incident,
            lambda: (
                _("%(who)s ended this before it was worked on: %(name)s")
                % {"who": who_acted(event), "name": incident.name}
            ),
            event.event.note,
            in_app_only=True,
        )


def _nobody_worked_on(incident: Incident) -> bool:
    """Whether it went from triage to its end: then it was accepted, if at all, in the moment it was over."""
    return incident.accepted_at in (None, incident.closed_at, incident.resolved_at)
