"""What becomes due in an incident."""

from django.db.models import QuerySet

from turnout.core.events.record import record
from turnout.core.jobs import engine
from turnout.incidents.access.actions.proposals import take_effect
from turnout.incidents.access.events import SealClosed
from turnout.incidents.access.models import Proposal
from turnout.incidents.definitions.models import StatusMove
from turnout.incidents.incident.actions.status_moves import move_on
from turnout.incidents.incident.events import ReporterLeftWaiting
from turnout.incidents.incident.models import Access, Incident, Look
from turnout.incidents.room.actions.removing import forget_removed
from turnout.incidents.room.events import UpdateMissed
from turnout.incidents.room.models import Attachment, Message, ResourceLink


def _promising() -> QuerySet[Incident]:
    return Incident.objects.filter(late_reminder_at__isnull=False)


@engine.due(_promising, "late_reminder_at")
def note_missed_update(incident: Incident) -> None:
    """The promised time for an update has passed: say so in the room, once per promise."""
    incident.late_reminder_at = None
    incident.save(update_fields=["late_reminder_at"])
    if incident.is_update_late:
        record(incident, UpdateMissed(), by=None)


@engine.due(Look.objects.all, "forget_at")
def forget_looks(look: Look) -> None:
    """Delete the record of who opened a confidential incident, once it has been kept long enough."""
    look.delete()


@engine.due(StatusMove.objects.all, "due_at")
def move_incidents_on(move: StatusMove) -> None:
    """Statuses were changed in the settings: the next batch of what is unfinished goes where it was sent."""
    move_on(move)


def _owing_an_answer() -> QuerySet[Incident]:
    return Incident.objects.filter(loop_reminder_at__isnull=False)


@engine.due(_owing_an_answer, "loop_reminder_at")
def note_reporter_left_waiting(incident: Incident) -> None:
    """The reporter should have heard by now: say so once."""
    incident.loop_reminder_at = None
    incident.save(update_fields=["loop_reminder_at"])
    if incident.is_open and incident.loop_due_at is not None:
        record(incident, ReporterLeftWaiting(), by=None)


@engine.due(lambda: Access.objects.filter(until__isnull=False).select_related("incident"), "until")
def close_the_seal(access: Access) -> None:
    """Sight that two people gave in an emergency is over; its time counted from the minute they agreed."""
    record(access.incident, SealClosed(person=access.person_id), by=None)
    access.delete()


@engine.due(Attachment.objects.hidden, "forget_at")
def forget_removed_files(attachment: Attachment) -> None:
    """Nobody brought back a file that was removed: delete its bytes."""
    forget_removed(attachment)


@engine.due(ResourceLink.objects.hidden, "forget_at")
def forget_removed_links(link: ResourceLink) -> None:
    """Nobody brought back a link that was removed: delete it."""
    forget_removed(link)


@engine.due(Message.objects.hidden, "forget_at")
def forget_removed_messages(message: Message) -> None:
    """Nobody brought back a message that was removed: delete its words."""
    forget_removed(message)


def _proposed() -> QuerySet[Proposal]:
    return Proposal.objects.filter(due_at__isnull=False).select_related("incident", "by")


@engine.due(_proposed, "due_at")
def do_what_nobody_stopped(proposal: Proposal) -> None:
    """An hour has passed since somebody proposed what takes two, and nobody stopped it."""
    take_effect(proposal)
