"""Closing the loop: telling the reporter what became of their report, with a deadline."""

from datetime import timedelta

from turnout.core.events.types import Event
from turnout.core.lib import clock
from turnout.core.people.models import Organization
from turnout.incidents.incident.events import IncidentAccepted, IncidentReopened
from turnout.incidents.incident.models import Incident
from turnout.incidents.incident.models.modes import RETROSPECTIVE, STANDARD

FEEDBACK_FIELDS = ("loop_due_at", "loop_reminder_at")
INTERIM_FEEDBACK = (IncidentAccepted, IncidentReopened)  # the reporter hears of it, but it goes on


def schedule_feedback(incident: Incident) -> None:
    """Part of a verb: set the day by which the reporter should hear (again). Not saved."""
    due = None
    if incident.mode in (STANDARD, RETROSPECTIVE) and incident.is_open:
        organization = Organization.cached()
        days = organization.answer_days if organization else Organization.ANSWER_DAYS
        due = clock.now() + timedelta(days=days)
    incident.loop_due_at = incident.loop_reminder_at = due


def note_feedback(incident: Incident, meaning: Event) -> None:
    """Part of a verb: note what a change of status tells the reporter. Not saved.

    Only an end closes the loop. Being accepted is feedback for now.
    """
    if not incident.is_open or isinstance(meaning, INTERIM_FEEDBACK):
        schedule_feedback(incident)
