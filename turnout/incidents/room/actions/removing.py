"""Removing what people put into an incident, and bringing it back: hidden first, deleted after a while."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.events.models import RecordedEvent
from turnout.core.events.record import record
from turnout.core.events.types import Event
from turnout.core.lib import clock
from turnout.core.people.models import Person
from turnout.incidents.access.keepers import is_keeper
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.actions.locking import lock
from turnout.incidents.incident.models import Incident, revise
from turnout.incidents.room.actions.talking import own_message
from turnout.incidents.room.events import (
    FileRemoved,
    FileRestored,
    LinkRemoved,
    LinkRestored,
    MessageEdited,
    MessageRemoved,
    MessageRestored,
)
from turnout.incidents.room.models import HIDDEN_FOR, Attachment, Message, Removable, ResourceLink
from turnout.incidents.room.models.material import CALL

Thing = Attachment | Message | ResourceLink


@transaction.atomic
def remove_link(link: ResourceLink, *, by: Person) -> None:
    """Hide a link. Whoever added it is told; it can be brought back for 30 days."""
    link = _locked(link)
    if _hide(link, by):
        said = LinkRemoved(link=link.pk, title=link.title, address=link.url, owner=link.by_id)
        record(link.incident, said, by=by)


@transaction.atomic
def remove_file(attachment: Attachment, *, by: Person) -> None:
    """Hide a file. Whoever attached it is told; it can be brought back for 30 days."""
    attachment = _locked(attachment)
    if _hide(attachment, by):
        said = FileRemoved(attachment=attachment.pk, name=attachment.name, owner=attachment.by_id)
        record(attachment.incident, said, by=by)


@transaction.atomic
def remove_message(message: Message, *, by: Person) -> None:
    """Hide one's own message: its entry stays, and it can be brought back for 30 days."""
    message = own_message(message, by=by)
    if _hide(message, by):
        record(message.incident, MessageRemoved(message=message.pk), by=by)


@transaction.atomic
def bring_back(thing: Thing, *, by: Person) -> None:
    """Show it again where it was. Raises NotPossible for whom it isn't up to, and once it is deleted."""
    thing = _locked(thing)
    if thing.removed_at is None:
        return
    if not thing.is_hidden or (isinstance(thing, Attachment) and not _has_bytes(thing)):
        raise NotPossible(_("It was removed more than 30 days ago, and is deleted by now."))
    if not may_bring_back(thing, by):
        raise NotPossible(_("Ask the person who added it, or the lead."))
    thing.removed_at = thing.removed_by = thing.forget_at = None
    if isinstance(thing, ResourceLink):
        _give_way(thing)
    thing.save()
    record(thing.incident, _restored(thing), by=by)


def may_bring_back(thing: Thing, person: Person) -> bool:
    """Whoever it is of, whoever removed it, the lead, and those who look after the incident."""
    lead = thing.incident.lead
    whose = {thing.author_id if isinstance(thing, Message) else thing.by_id, thing.removed_by_id}
    return (
        person.pk in whose or (lead is not None and lead.pk == person.pk) or is_keeper(thing.incident, person)
    )


def forget_removed(thing: Thing) -> None:
    """Part of a tick: delete what it holds. The bytes go first, so that a crash leaves none without a row."""
    if isinstance(thing, ResourceLink):
        thing.delete()
    else:
        thing.forget_at = None
        if isinstance(thing, Attachment):
            thing.file.storage.delete(str(thing.file.name))
        else:
            thing.body = ""
            _forget_edits(thing)
        thing.save()
    revise(thing.incident_id)


def _has_bytes(attachment: Attachment) -> bool:
    return bool(attachment.file.storage.exists(str(attachment.file.name)))


def _forget_edits(message: Message) -> None:
    edits = RecordedEvent.objects.filter(
        subject_id=message.incident_id, verb=MessageEdited.verb, data__message=message.pk
    )
    for row in edits:
        row.data |= {name: None for name in ("was", "now") if row.data.get(name)}
        row.save(update_fields=["data"])


def _restored(thing: Thing) -> Event:
    match thing:
        case Attachment():
            return FileRestored(attachment=thing.pk, name=thing.name)
        case ResourceLink():
            return LinkRestored(link=thing.pk, title=thing.title, address=thing.url)
    return MessageRestored(message=thing.pk)


def _give_way(link: ResourceLink) -> None:
    """There is one call, and one issue of each thing: what came in its place since stays that."""
    others = ResourceLink.objects.filter(incident=link.incident_id).present().exclude(pk=link.pk)
    if link.system == CALL and others.filter(system=CALL).exists():
        link.system = ""
    if link.is_issue and others.filter(is_issue=True, task=link.task_id).exists():
        link.is_issue, link.task = False, None


def _hide(thing: Removable, by: Person) -> bool:
    if thing.removed_at is not None:
        return False
    thing.removed_at = clock.now()
    thing.removed_by, thing.forget_at = by, thing.removed_at + HIDDEN_FOR
    thing.save(update_fields=["removed_at", "removed_by", "forget_at"])
    return True


def _locked(thing: Thing) -> Any:
    """The same as it is now, with its incident."""
    lock(Incident(pk=thing.incident_id))  # first, as everywhere: the event that follows takes hold of it, too
    rows = type(thing)._default_manager.select_for_update(of=("self",), no_key=True)
    return rows.select_related("incident").get(pk=thing.pk)
