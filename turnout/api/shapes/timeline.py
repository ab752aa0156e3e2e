"""The timeline of an incident on the wire: what someone marked as mattering, and what was noted by hand."""

from datetime import datetime
from typing import NamedTuple

from turnout.api.shapes.people import by
from turnout.api.wire.schema import Shape, itself, says
from turnout.api.wire.values import Moment, Text
from turnout.core.events.subjects import something_new
from turnout.core.people.models import Person
from turnout.incidents.models import Incident, Pin, TimelineItem
from turnout.incidents.room.timeline import Entry


class Item(NamedTuple):
    """One of either sort. `entry` is the id of the event that was marked."""

    pk: str
    incident: Incident
    title: str
    description: str
    at: datetime
    author: Person | None
    created_at: datetime
    updated_at: datetime
    entry: str | None = None


ITEM = Shape(
    "IncidentTimelineItem",
    id=says(Text(), "pk"),
    incident_id=says(Text(), "incident.pk"),
    title=says(Text()),
    description=says(Text(), lambda item: item.description or None, optional=True),
    timestamp=says(Moment(), "at"),
    creator=says(by("author"), itself),
    activity_log_id=says(Text(), "entry", optional=True),
    created_at=says(Moment()),
    updated_at=says(Moment()),
)


def noted(item: TimelineItem) -> Item:
    """One that was noted by hand, as it is now."""
    return Item(
        pk=item.pk,
        incident=item.incident,
        title=item.title,
        description=item.description,
        at=item.at,
        author=item.author,
        created_at=item.created_at,
        updated_at=item.edited_at or item.created_at,
    )


def marked(pin: Pin, entry: Entry) -> Item:
    """An entry of the log that someone marked, with the words it shows."""
    about = entry.about
    return Item(
        pk=str(pin.pk),
        incident=pin.incident,
        title=entry.sentence,
        description=getattr(about, "body", "") or entry.note,
        at=entry.at,
        author=pin.by,
        created_at=pin.created_at,
        updated_at=getattr(about, "edited_at", None) or pin.created_at,
        entry=str(entry.id),
    )


def listed(item: Item) -> Item:
    """As lists have it: without the words of what is read on its own page only."""
    if not item.incident.is_discreet:
        return item
    return item._replace(title=something_new(item.incident.reference), description="")
