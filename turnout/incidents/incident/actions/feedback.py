"""Closing the loop: telling the reporter what became of their report, with a deadline."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.events.record import record
from turnout.core.events.types import Event
from turnout.core.lib import clock
from turnout.core.people.models import Organization, Person
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.actions.locking import lock, touch
from turnout.incidents.incident.events import IncidentAccepted, IncidentReopened, ReporterTold
from turnout.incidents.incident.models import Incident
from turnout.incidents.incident.models.modes import RETROSPECTIVE, STANDARD

WORDS_LENGTH = 2000
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


@transaction.atomic
def update_reporter(incident: Incident, words: str, *, by: Person) -> None:
    """Send the reporter an update, during the incident or after. Raises NotPossible if it's empty."""
    words = words.replace("\r\n", "\n").strip()
    if not words:
        raise NotPossible(_("Write a sentence: what you know, or that you're still looking."))
    if len(words) > WORDS_LENGTH:
        raise NotPossible(_("Up to %(most)s characters.") % {"most": WORDS_LENGTH})
    incident = lock(incident)
    schedule_feedback(incident)
    touch(incident, *FEEDBACK_FIELDS)
    record(incident, ReporterTold(note=words), by=by)
