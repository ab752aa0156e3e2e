"""What people say in the room: messages, updates, pins."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.events.models import RecordedEvent
from turnout.core.events.record import record
from turnout.core.events.types import PersonId
from turnout.core.lib import clock
from turnout.core.people.models import Person
from turnout.incidents.access.actions.following import follow
from turnout.incidents.definitions.models import Severity, Status, StatusCategory
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.actions.details import change_severity
from turnout.incidents.incident.actions.feedback import FEEDBACK_FIELDS, schedule_feedback
from turnout.incidents.incident.actions.lifecycle import change_status
from turnout.incidents.incident.actions.locking import lock, touch
from turnout.incidents.incident.models import Incident
from turnout.incidents.incident.models.parts import Direction
from turnout.incidents.incident.unnamed import is_unnamed_reporter
from turnout.incidents.reporters.speaking import refuse_writing_to_reporter
from turnout.incidents.room.actions.resending import find_duplicate
from turnout.incidents.room.events import (
    EntryPinned,
    EntryUnpinned,
    MessageEdited,
    MessagePosted,
    UpdatePosted,
)
from turnout.incidents.room.mentions import mentioned_in
from turnout.incidents.room.models import Message, Pin, Update

BODY_LENGTH = 20_000
MOST_CALLED = 5  # by their names, in one message
FROZEN = (
    StatusCategory.CLOSED,
    StatusCategory.DECLINED,
    StatusCategory.CANCELED,
    StatusCategory.MERGED,
)  # what was said in incidents that are over stays as it is
STILL_FRESH = timedelta(minutes=15)  # so long a slip of the pen is put right, and nothing more is said
GRACE = timedelta(minutes=2)  # an update is reminded of as late this long after its promised time


def _body(text: str) -> str:
    text = text.replace("\r\n", "\n")
    if not text.strip():
        raise NotPossible(_("Write something first."))
    if len(text) > BODY_LENGTH:
        raise NotPossible(
            _("That is longer than %(most)s characters. Attach it as a file instead.") % {"most": BODY_LENGTH}
        )
    return text


@transaction.atomic
def post_message(
    incident: Incident,
    body: str,
    *,
    by: Person | None,
    part: str = "",
    with_name: bool = False,
    token: str | None = None,
) -> Message:
    """Post a message. Its author follows the incident from now on; people mentioned are told. Words
    from outside call nobody: of what comes with a receipt code, or from a stranger, names stay words.

    part       from_reporter: written by the unnamed reporter; to_reporter: they may read it, too
    with_name  unless it is set, an unnamed reporter stays so
    token  of one filled-in form: the same text sent again returns the message it created
    """
    body = _body(body).strip()
    if by and part == Direction.TO_REPORTER:
        refuse_writing_to_reporter(incident, by)
    if by and not part and not with_name and is_unnamed_reporter(incident, by):
        part = Direction.FROM_REPORTER
    author = None if part == Direction.FROM_REPORTER else by
    message = Message(incident=incident, author=author, part=part, body=body, created_at=clock.now())
    if earlier := find_duplicate(incident, "message", token, body, makes=message.pk, by=by):
        return Message.objects.get(pk=earlier)
    message.save(force_insert=True)
    if author:
        follow(incident, author)
    _changed(incident)
    mentioned = _called_in(body) if by else ()
    record(incident, MessagePosted(message=message.pk, mentioned=mentioned, part=part), by=author)
    return message


@transaction.atomic
def edit_message(message: Message, body: str, *, by: Person) -> Message:
    """Edit one's own message; people newly mentioned are told. The same words again change nothing.

    What it said before is kept for all to read once it has stood for a while, or was answered.
    """
    body = _body(body).strip()
    message = own_message(message, by=by)
    if message.body == body:
        return message
    was, settled = message.body, is_settled(message)
    before = {person.pk for person in mentioned_in(was)}
    message.body, message.edited_at = body, clock.now()
    message.save(update_fields=["body", "edited_at"])
    new = _called_in(body, before)
    kept = {"was": was, "now": body} if settled else {}
    record(message.incident, MessageEdited(message=message.pk, mentioned=new, **kept), by=by)
    return message


def _called_in(body: str, before: Collection[str] = ()) -> tuple[PersonId, ...]:
    """Ids of those the text calls who weren't called before. Raises NotPossible for more than MOST_CALLED."""
    named = [person.pk for person in mentioned_in(body)]
    new = tuple(PersonId(each) for each in named if each not in before)
    if new and len(named) > MOST_CALLED:
        raise NotPossible(
            _("A message can notify up to %(most)s people. Take the @ off the others, or post an update.")
            % {"most": MOST_CALLED}
        )
    return new


def is_settled(message: Message) -> bool:
    """Whether others may have gone on from what it says: it has stood for a while, or others wrote.
    Of one that was removed: when it was."""
    until = message.removed_at or clock.now()
    since = {"created_at__gt": message.created_at, "created_at__lte": until}
    later = {"incident": message.incident_id, **since}
    return (
        until - message.created_at > STILL_FRESH
        or Message.objects.filter(**later).exclude(author=message.author_id).exists()
        or Update.objects.filter(**later).exclude(author=message.author_id).exists()
    )


def own_message(message: Message, *, by: Person) -> Message:
    """Part of verbs that change a message: the same, locked. Raises NotPossible where it isn't theirs."""
    lock(message.incident)  # first, as everywhere: the event that follows takes hold of it, too
    message = (
        Message.objects.select_for_update(of=("self",), no_key=True)
        .select_related("incident")
        .get(pk=message.pk)
    )
    if message.author_id != by.pk:
        raise NotPossible(_("Only the person who wrote a message can change it."))
    if message.incident.category in FROZEN:
        raise NotPossible(
            _("This incident is closed, and its messages stay as they are. You can still add another.")
        )
    if message.removed_at:
        raise NotPossible(_("This message was removed."))
    return message


@transaction.atomic
def post_update(
    incident: Incident,
    body: str,
    *,
    by: Person,
    status: Status | None = None,
    severity: Severity | None = None,
    next_in: timedelta | None = None,
    token: str | None = None,
) -> Update:
    """Tell all followers where things stand, and when the next update will come.

    next_in  how long until the next update is promised; None promises nothing and clears an older promise
    token  of one filled-in form: the same sent again returns the update it created
    Status and severity change with it, each with its own event.
    """
    body = _body(body)
    incident = lock(incident)
    update = Update(incident=incident, author=by, body=body, created_at=clock.now())
    said = body, status and status.pk, severity and severity.pk, next_in
    if earlier := find_duplicate(incident, "update", token, *said, makes=update.pk, by=by):
        return Update.objects.get(pk=earlier)
    if status is not None:
        incident = change_status(incident, status, by=by)
    if severity is not None:
        incident = change_severity(incident, severity, by=by)
    next_at = clock.now() + next_in if next_in and incident.is_open else None
    cleared = {} if next_at else _promised(incident)
    update.status, update.severity, update.next_update_at = incident.status, incident.severity, next_at
    update.save(force_insert=True)
    _promise(incident, next_at)
    follow(incident, by)
    words = {"status": incident.status.name, "severity": incident.severity.name if incident.severity else ""}
    record(incident, UpdatePosted(update=update.pk, **words, **cleared), by=by)
    return update


def _promised(incident: Incident) -> dict[str, Any]:
    """What an update without a next time clears."""
    if incident.next_update_at is None:
        return {}
    last = incident.updates.filter(next_update_at__isnull=False).order_by("-created_at", "-pk").first()
    until = incident.next_update_at.astimezone(UTC).isoformat()
    return {"cleared": until, "promised_by": last.author_id if last else None}


def _promise(incident: Incident, next_at: datetime | None) -> None:
    incident.next_update_at = next_at
    incident.late_reminder_at = next_at + GRACE if next_at else None
    schedule_feedback(incident)  # whoever reported it follows it, and hears this update
    touch(incident, "next_update_at", "late_reminder_at", *FEEDBACK_FIELDS)


@transaction.atomic
def pin_entry(incident: Incident, entry: RecordedEvent, *, by: Person) -> None:
    """Mark an entry of the timeline as one that matters."""
    if entry.subject_id != incident.pk:
        raise NotPossible(_("That entry belongs to another incident."))
    if Pin.objects.get_or_create(incident=incident, event=entry, defaults={"by": by})[1]:
        record(incident, EntryPinned(entry=entry.pk), by=by)


@transaction.atomic
def unpin_entry(incident: Incident, entry: RecordedEvent, *, by: Person) -> None:
    """Remove the pin."""
    if Pin.objects.filter(incident=incident, event=entry).delete()[0]:
        record(incident, EntryUnpinned(entry=entry.pk), by=by)


def _changed(incident: Incident) -> None:
    Incident.objects.filter(pk=incident.pk).update(changed_at=clock.now())
