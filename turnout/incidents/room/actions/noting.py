"""Noting what happened elsewhere or before, at the time when it did."""

from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.events.record import record
from turnout.core.lib import clock
from turnout.core.people.models import Person
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.actions.locking import lock
from turnout.incidents.incident.models import Incident
from turnout.incidents.incident.unnamed import shown_author
from turnout.incidents.room.actions.resending import find_duplicate
from turnout.incidents.room.events import TimelineItemAdded, TimelineItemChanged
from turnout.incidents.room.models import TimelineItem

TITLE_LENGTH = 300
DESCRIPTION_LENGTH = 10_000
MOST_ITEMS = 1000
CLOCKS_DIFFER = timedelta(minutes=5)


@transaction.atomic
def note_timeline_item(
    incident: Incident, title: str, description: str, *, at: datetime, by: Person, token: str | None = None
) -> TimelineItem:
    """Write down something that happened at this time. Raises NotPossible.

    token  of one filled-in form or request: the same sent again answers the item it made
    """
    incident = lock(incident)
    _refuse(title, description, at)
    who, part = shown_author(incident, by)
    item = TimelineItem(
        incident=incident, title=title, description=description, at=at, author=who, created_at=clock.now()
    )
    if earlier := find_duplicate(
        incident, "timelineitem", token, title, description, at, makes=item.pk, by=by
    ):
        return TimelineItem.objects.get(pk=earlier)
    if incident.timeline_items.count() >= MOST_ITEMS:
        raise NotPossible(_("There are too many of these here already."))
    item.save(force_insert=True)
    record(incident, TimelineItemAdded(item=item.pk, title=title, part=part), by=who)
    return item


@transaction.atomic
def change_timeline_item(
    item: TimelineItem, *, title: str, description: str, at: datetime, by: Person
) -> TimelineItem:
    """Correct what was noted. The same again changes nothing. Raises NotPossible."""
    incident = lock(item.incident)
    item = TimelineItem.objects.select_for_update(of=("self",), no_key=True).get(pk=item.pk)
    if (item.title, item.description, item.at) == (title, description, at):
        return item
    _refuse(title, description, at)
    was = {"was_title": item.title, "was_at": _said(item.at), "was_description": item.description}
    item.title, item.description, item.at, item.edited_at = title, description, at, clock.now()
    item.save(update_fields=["title", "description", "at", "edited_at"])
    now = {"now_title": title, "now_at": _said(at), "now_description": description}
    who, part = shown_author(incident, by)
    record(incident, TimelineItemChanged(item=item.pk, title=title, part=part, **was, **now), by=who)
    return item


def _said(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


def _refuse(title: str, description: str, at: datetime) -> None:
    if not title.strip():
        raise NotPossible(_("Say what happened."))
    if len(title) > TITLE_LENGTH or len(description) > DESCRIPTION_LENGTH:
        raise NotPossible(_("Keep it to %(most)s characters.") % {"most": DESCRIPTION_LENGTH})
    if at > clock.now() + CLOCKS_DIFFER:
        raise NotPossible(_("That is still to come. Note it once it has happened."))
