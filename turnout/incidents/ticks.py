"""What becomes due in an incident."""

from django.db.models import QuerySet

from turnout.core.events.record import record
from turnout.core.jobs import engine
from turnout.incidents.events import ReporterLeftWaiting, UpdateMissed
from turnout.incidents.models import Incident


def _promising() -> QuerySet[Incident]:
    return Incident.objects.filter(late_reminder_at__isnull=False)


@engine.due(_promising, "late_reminder_at")
def note_missed_update(incident: Incident) -> None:
    """The promised time for an update has passed: say so in the room, once per promise."""
    incident.late_reminder_at = None
    incident.save(update_fields=["late_reminder_at"])
    if incident.is_update_late:
        record(incident, UpdateMissed(), by=None)


def _owing_an_answer() -> QuerySet[Incident]:
    return Incident.objects.filter(loop_reminder_at__isnull=False)


@engine.due(_owing_an_answer, "loop_reminder_at")
def note_reporter_left_waiting(incident: Incident) -> None:
    """Whoever reported it should have heard by now: say so, once until they do."""
    incident.loop_reminder_at = None
    incident.save(update_fields=["loop_reminder_at"])
    if incident.is_open and incident.loop_due_at is not None:
        record(incident, ReporterLeftWaiting(), by=None)
