"""Whose words something here are, what they say and whom they name: asked before they are erased."""

import re

from django.db.models import QuerySet

from turnout.core.events.models import RecordedEvent
from turnout.core.events.types import Event
from turnout.core.people.models import Person
from turnout.incidents.fields.models import CustomField
from turnout.incidents.fields.models.fields import values_of
from turnout.incidents.fields.values import words_for
from turnout.incidents.incident.models import Incident
from turnout.incidents.room.events import (
    FileAttached,
    LinkAdded,
    MessagePosted,
    TaskAdded,
    TimelineItemAdded,
    UpdatePosted,
)
from turnout.incidents.room.models import Attachment, Message, ResourceLink, Task, TimelineItem, Update

ADDED: dict[str, type[Event]] = {
    "message": MessagePosted,
    "update": UpdatePosted,
    "attachment": FileAttached,
    "link": LinkAdded,
    "task": TaskAdded,
    "item": TimelineItemAdded,
}
SAYS = {
    "message": (Message, ("body",)),
    "update": (Update, ("body",)),
    "attachment": (Attachment, ("name",)),
    "link": (ResourceLink, ("title", "url")),
    "task": (Task, ("title", "description")),
    "item": (TimelineItem, ("title", "description")),
}
SHORTEST = 3  # letters of a name that is looked for by itself


def author_of(incident: Incident, what: str, id: str) -> str | None:
    """Id of whoever wrote or brought it; None where that isn't known, or is somebody who isn't named."""
    if what == "words":
        return str(incident.reporter_id) if incident.reporter_id else None
    if what == "note":
        return _actor(_noted(incident, id).first())
    if what not in ADDED:
        return None
    added = RecordedEvent.objects.filter(verb=ADDED[what].verb, subject_kind="incident")
    event = added.filter(**{f"data__{what}": id}).order_by("pk").first()
    return _actor(event)


def _actor(event: RecordedEvent | None) -> str | None:
    return str(event.actor_id) if event and event.actor_id else None


def words_of(incident: Incident, what: str, id: str) -> str:
    """All it says."""
    if what == "words":
        return f"{incident.name} {incident.summary} {incident.place}"
    if what == "note":
        said = _noted(incident, id).values_list("data", flat=True).first() or {}
        return str(said.get("note") or "")
    if what == "field":
        field = CustomField.objects.filter(pk=id).first()
        return words_for(field, values_of(incident).get(field.key)) if field else ""
    model, fields = SAYS[what]
    found = model._default_manager.filter(pk=id, incident=incident).values_list(*fields).first()
    return " ".join(found or ())


def names(words: str, person: Person) -> bool:
    """Whether they name this person, by any part of the name."""
    parts = [part for part in person.name.split() if len(part) >= SHORTEST] or [person.name]
    return any(re.search(rf"\b{re.escape(part)}\b", words, re.IGNORECASE) for part in parts)


def _noted(incident: Incident, id: str) -> QuerySet[RecordedEvent]:
    number = int(id) if id.isdecimal() and len(id) <= 18 else 0
    return RecordedEvent.objects.filter(subject_id=incident.pk, pk=number)
