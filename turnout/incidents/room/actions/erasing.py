"""Erasing words and files for good: in the room, the log, the search index, and what people were told."""

from collections.abc import Callable

from django.db import models, transaction
from django.utils.translation import gettext as _

from turnout.core.events.models import RecordedEvent
from turnout.core.events.record import record
from turnout.core.events.types import ERASED, PersonId
from turnout.core.lib import clock
from turnout.core.lib.ids import is_id
from turnout.core.lib.text import for_everyone
from turnout.core.notify.actions.erasing import erase_notifications
from turnout.core.notify.kinds import kinds
from turnout.core.notify.models import Notification
from turnout.core.people.models import Person
from turnout.incidents.access.members import may_erase
from turnout.incidents.access.proposals import refuse_alone, second_person
from turnout.incidents.errors import NotPossible
from turnout.incidents.fields.events import FieldsChanged
from turnout.incidents.fields.models import CustomFieldValue
from turnout.incidents.incident import search
from turnout.incidents.incident.actions.locking import lock
from turnout.incidents.incident.events import NameChanged, PlaceChanged, SummaryChanged
from turnout.incidents.incident.models import Incident, revise
from turnout.incidents.incident.own_case import refuse_own_case
from turnout.incidents.room.events import TextErased
from turnout.incidents.room.models import Attachment, Message, ResourceLink, Task, TimelineItem, Update
from turnout.incidents.room.whose_words import author_of, names, words_of

WHY_LENGTH = 500
BOTH = ("was", "now")


@transaction.atomic
def erase_text(incident: Incident, what: str, id: str, *, why: str, by: Person) -> None:
    """Erase one thing of this incident, leaving on its timeline that it was done, by whom and why.

    what  one of ERASERS; `id` is that of the thing, of the entry for a note, and empty for its own words
    It takes two who look after this (`access.proposals`, "erase"), neither named in what is erased.
    Mails that went out can't be called back, and backups made before still have it. Raises NotPossible.
    """
    incident, why = lock(incident), " ".join(why.split())[:WHY_LENGTH]
    if what not in ERASERS:
        raise NotPossible(_gone())
    author = author_of(incident, what, id)
    refuse_erasing(incident, words_of(incident, what, id), author, why, by)
    if not ERASERS[what](incident, id):
        raise NotPossible(_gone())
    record(incident, text_erased(what, id, author, why), by=by)


def _gone() -> str:
    return _("That isn't there any more.")


def text_erased(what: str, id: str, author: str | None, why: str) -> TextErased:
    """Part of every verb that erases: the event that accounts for it."""
    whose = PersonId(author) if author else None
    return TextErased(what=what, thing=id, author=whose, second=second_person(), note=why)


def refuse_erasing(incident: Incident, words: str, author: str | None, why: str, by: Person) -> None:
    """Part of every verb that erases: it takes two who look after it, whom neither the incident nor the words
    are about. Raises NotPossible."""
    refuse_own_case(incident, by)
    if not may_erase(incident, by):
        raise NotPossible(_("Only those who look after this one can erase something, two of them together."))
    if not why:
        raise NotPossible(_("Say why. It stays on the timeline, in place of what was there."))
    for person in (by, Person.objects.filter(pk=second_person() or "").first()):
        if person is not None and person.pk != author and names(words, person):
            raise NotPossible(_("This names %(name)s, so others have to decide it.") % {"name": person.name})
    refuse_alone(by)


def _message(incident: Incident, id: str) -> bool:
    found = Message.objects.filter(incident=incident, pk=id)
    done = bool(found.update(body="", removed_at=clock.now(), forget_at=None))
    blank_events(_events(incident, message=id), *BOTH)
    return done


def _update(incident: Incident, id: str) -> bool:
    done = bool(Update.objects.filter(incident=incident, pk=id).update(body=""))
    _forget(_events(incident, update=id))
    return done


def _attachment(incident: Incident, id: str) -> bool:
    found = Attachment.objects.filter(incident=incident, pk=id).first()
    if found is None:
        return False
    storage, file = found.file.storage, str(found.file.name)
    found.name, found.removed_at = for_everyone(ERASED), found.removed_at or clock.now()
    found.sha256, found.size, found.forget_at = "", 0, None
    found.save(update_fields=["name", "removed_at", "forget_at", "sha256", "size"])
    blank_events(_events(incident, attachment=id), "name")
    transaction.on_commit(lambda: storage.delete(file))
    return True


def _task(incident: Incident, id: str) -> bool:
    found = Task.objects.filter(incident=incident, pk=id)
    is_here = bool(found.update(title=for_everyone(ERASED), description=""))
    said = ("title", "was_title", "now_title", "was_description", "now_description")
    return bool(blank_events(_events_of_moved(incident, is_here, task=id), *said)) or is_here


def _link(incident: Incident, id: str) -> bool:
    is_here = bool(ResourceLink.objects.filter(incident=incident, pk=id).delete()[0])
    return bool(blank_events(_events_of_moved(incident, is_here, link=id), "title", "address")) or is_here


def _timeline_item(incident: Incident, id: str) -> bool:
    said = ("title", "was_title", "now_title", "was_description", "now_description")
    blank_events(_events(incident, item=id), *said)
    found = TimelineItem.objects.filter(incident=incident, pk=id)
    return bool(found.update(title=_("Erased"), description=""))


def _note(incident: Incident, id: str) -> bool:
    if not id.isdecimal() or len(id) > 18:
        return False
    found = RecordedEvent.objects.filter(subject_id=incident.pk, pk=int(id))
    if any(row.type and row.type.accounts for row in found):
        raise NotPossible(_("This accounts for what somebody decided, so it stays."))
    return bool(blank_events(found, "note"))


def _words(incident: Incident, _id: str) -> bool:
    """Its name, summary and place, with the notifications about it that begin with its name."""
    incident.name, incident.summary, incident.place = for_everyone(ERASED), "", ""
    incident.changed_at = clock.now()
    incident.save(update_fields=["name", "summary", "place", "changed_at"])
    search.index(incident)
    changed = (NameChanged.verb, PlaceChanged.verb, SummaryChanged.verb)
    blank_events(RecordedEvent.objects.filter(subject_id=incident.pk, verb__in=changed), *BOTH)
    told = Notification.objects.filter(subject_kind="incident", subject_id=incident.pk)
    erase_notifications(told.exclude(kind__in=[each.key for each in kinds.values() if each.by_number]))
    return True


def _field(incident: Incident, id: str) -> bool:
    """What a custom field holds, and held."""
    done = bool(CustomFieldValue.objects.filter(incident=incident, field=id).delete()[0])
    rows = list(RecordedEvent.objects.filter(subject_id=incident.pk, verb=FieldsChanged.verb))
    changed = [row for row in rows if id in row.data.get("field_ids", ())]
    for row in changed:
        place = row.data["field_ids"].index(id)
        for name in BOTH:
            if len(row.data.get(name) or ()) > place:
                row.data[name][place] = None
    RecordedEvent.objects.bulk_update(changed, ["data"], batch_size=200)
    revise(incident.pk)
    return done or bool(changed)


ERASERS: dict[str, Callable[[Incident, str], bool]] = {
    "message": _message,
    "update": _update,
    "attachment": _attachment,
    "task": _task,
    "link": _link,
    "item": _timeline_item,
    "field": _field,
    "note": _note,
    "words": _words,
}


def _events(incident: Incident, **named: str) -> models.QuerySet[RecordedEvent]:
    if not all(is_id(id) for id in named.values()):
        return RecordedEvent.objects.none()
    return RecordedEvent.objects.filter(
        subject_id=incident.pk, **{f"data__{key}": id for key, id in named.items()}
    )


def _events_of_moved(incident: Incident, is_here: bool, **named: str) -> models.QuerySet[RecordedEvent]:
    """What moves along when incidents are merged has events on the one it came from. Of what was taken away
    only the events are left."""
    if not is_here:
        return _events(incident, **named)
    where = {f"data__{key}": id for key, id in named.items()}
    return RecordedEvent.objects.filter(subject_kind="incident", **where)


def blank_events(events: models.QuerySet[RecordedEvent], *fields: str) -> int:
    """Part of verbs that erase: blank these fields of the events, and what people were told about them.

    A scrub is the one thing that changes what was recorded: it leaves null, which is said in the language of
    whoever reads it.
    """
    rows = [row for row in events if row.type is None or not row.type.accounts]
    for row in rows:
        row.data |= {name: None for name in fields if row.data.get(name)}
    RecordedEvent.objects.bulk_update(rows, ["data"], batch_size=200)
    revise(*{row.subject_id for row in rows if row.subject_kind == "incident"})
    _forget(events)
    return len(rows)


def _forget(events: models.QuerySet[RecordedEvent]) -> None:
    erase_notifications(Notification.objects.filter(event__in=list(events.values_list("pk", flat=True))))
