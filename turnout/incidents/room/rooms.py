"""What an incident's page shows to everyone alike: read once after each event, not for each reader."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language

from turnout.core.lib.revision_cache import RevisionCache
from turnout.incidents.incident.models import Incident
from turnout.incidents.incident.models.revisions import CacheKey
from turnout.incidents.room.catching_up import how_it_ended
from turnout.incidents.room.models import Attachment, ResourceLink, Task, Update
from turnout.incidents.room.models.removable import RemovableQuerySet
from turnout.incidents.room.timeline import Entry, Timeline, pinned_entries, read_timeline

SHOWN = 200  # tasks, links, files: more than this is never drawn at once


@dataclass(frozen=True)
class Room:
    """Shared between readers: never change it."""

    tasks: list[Task]
    links: list[ResourceLink]
    files: list[Attachment]
    removed: int  # links and files that can be brought back, as far as they were counted
    pinned: list[Entry]
    last_update: Update | None
    ended_with: str
    followers: int
    is_whole: bool  # others are parts of it: streams, or what was merged into it


ROOMS = RevisionCache[CacheKey, Room](100)
TIMELINES = RevisionCache[CacheKey, Timeline](100)


def room_of(incident: Incident) -> Room:
    """What the page of an incident that was just read shows to everyone."""
    return ROOMS.get(_key(incident), lambda: _read(incident))


def timeline_of(incident: Incident, *, before: str = "", since: str = "") -> Timeline:
    """What `read_timeline` answers, of an incident that was just read."""
    return TIMELINES.get(
        (*_key(incident), before, since), lambda: read_timeline(incident, before=before, since=since)
    )


def _key(incident: Incident) -> CacheKey:
    return incident.pk, incident.revision, get_language(), timezone.get_current_timezone_name()


def _read(incident: Incident) -> Room:
    links, files = (_with_hidden(rows) for rows in (incident.links.all(), incident.attachments.all()))
    return Room(
        tasks=list(incident.tasks.select_related("owner").order_by("created_at", "id")[:SHOWN]),
        links=[link for link in links if not link.removed_at],
        files=[file for file in files if not file.removed_at],
        removed=sum(each.removed_at is not None for each in (*links, *files)),
        pinned=pinned_entries(incident),
        last_update=incident.updates.select_related("author").order_by("-created_at", "-id").first(),
        ended_with=how_it_ended(incident),
        followers=incident.subscriptions.count(),
        is_whole=Incident.objects.filter(Q(parent=incident) | Q(merged_into=incident)).exists(),
    )


def _with_hidden(rows: RemovableQuerySet[Any]) -> list[Any]:
    """Those that are there, the oldest first; then those that can be brought back."""
    kept = rows.filter(Q(removed_at__isnull=True) | Q(forget_at__isnull=False))
    return list(kept.order_by(F("removed_at").asc(nulls_first=True), "created_at")[:SHOWN])
