"""What comes back to those who reported and helped: word, thanks, a reminder where they wait."""

from django.db.models import Q
from django.utils.translation import gettext as _

from turnout.core.events.models import RecordedEvent
from turnout.core.events.reacting import reacts_to
from turnout.core.people.models import Person
from turnout.incidents.audience import notices
from turnout.incidents.audience.resolver import (
    triagers_of,
)
from turnout.incidents.incident.events import (
    ReporterLeftWaiting,
    ReporterTold,
)
from turnout.incidents.reporters.events import PersonThanked, ReporterThanked, TeamThanked
from turnout.incidents.reporters.feedback import send_feedback
from turnout.incidents.telling import incident_of, tell_about, who_acted


@reacts_to(ReporterTold)
def tell_reporter_how_it_stands(event: RecordedEvent) -> None:
    """Pass an update on to the reporter."""
    incident = incident_of(event)
    if incident is not None:
        send_feedback(incident, notices.OUTCOME, event)


@reacts_to(ReporterThanked)
def carry_thanks_to_reporter(event: RecordedEvent) -> None:
    """Pass thanks on to the reporter."""
    incident = incident_of(event)
    if incident is not None:
        send_feedback(incident, notices.THANKED, event)


@reacts_to(PersonThanked, TeamThanked)
def carry_thanks(event: RecordedEvent) -> None:
    """Carry thanks to those they are for, and to nobody else."""
    incident = incident_of(event)
    if incident is not None:
        meant = Q(teams=event.event.team) if event.verb == TeamThanked.verb else Q(pk=event.event.person)
        tell_about(
            Person.objects.active().filter(meant),
            notices.THANKED,
            event,
            incident,
            lambda: _("%(who)s thanks you: %(name)s") % {"who": who_acted(event), "name": incident.name},
            event.event.note,
        )


@reacts_to(ReporterLeftWaiting)
def remind_of_waiting_reporter(event: RecordedEvent) -> None:
    """Remind the lead (or, without one, those in triage) that the reporter is waiting to hear."""
    incident = incident_of(event)
    if incident is not None:
        tell_about(
            [incident.lead] if incident.lead else triagers_of(incident),
            notices.WAITING,
            event,
            incident,
            lambda: _("Somebody waits to hear what became of this: %(name)s") % {"name": incident.name},
            lambda: _("A sentence to whoever reported it is enough, even if you're still looking."),
        )
