"""Paging by place: from the last row on, never by counting what comes before it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Q

from turnout.core.lib.ids import is_id
from turnout.incidents.models import Incident
from turnout.incidents.models.incident import IncidentQuerySet
from turnout.incidents.models.revisions import drawn_rows
from turnout.incidents.search import Words

PAGE = 25
COUNTED = 1000  # beyond that, how many doesn't matter
NEAR = COUNTED + COUNTED // 4  # matches of words looked at for it: not everyone may see all of them
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Page:
    """Some rows and where the next begin; `next` is empty at the end.

    count   how many there are in all, if this is the first page; COUNTED + 1 stands for "more than that"
    """

    rows: list[Incident]
    next: str
    count: int | None


def read_page(
    incidents: IncidentQuerySet,
    after: str,
    *,
    oldest_first: bool,
    words: Words | None = None,
    size: int = PAGE,
) -> Page:
    """One page of rows with these words behind the place `after`, or the first if that makes no sense."""
    place = _place(after)
    if place:
        incidents = _behind(incidents, *place, oldest_first=oldest_first)
    start = place[0] if place else None
    most, near = (size, 12 * size) if place else (COUNTED, NEAR)  # reading the first counts them all as well
    asked: list[tuple[str, int | None]] = []
    found = incidents
    for found in (words or Words("")).among(incidents, most=near, start=start, oldest_first=oldest_first):
        found = found.order_by("reported_at", "id") if oldest_first else found.newest_first()
        asked = list(found.values_list("pk", "revision")[: most + 1])
        if len(asked) > most:
            break
    more = len(asked) > size
    rows = drawn_rows(found, asked[:size])
    return Page(rows, place_of(rows[-1]) if more and rows else "", None if place else len(asked))


def count_up_to(incidents: IncidentQuerySet, words: Words | None = None, most: int = COUNTED) -> int:
    """How many there are with these words; `most` + 1 stands for "more than that"."""
    count = 0
    for found in (words or Words("")).among(incidents, most=NEAR):
        count = found.order_by()[: most + 1].count()
        if count > most:
            break
    return count


def place_of(incident: Incident) -> str:
    return f"{(incident.reported_at - _EPOCH) // timedelta(microseconds=1)}-{incident.pk}"


def _place(text: str) -> tuple[datetime, str] | None:
    since_epoch, _dash, pk = text.partition("-")
    if not (since_epoch.isascii() and since_epoch.isdigit() and len(since_epoch) < 18 and is_id(pk)):
        return None
    return _EPOCH + timedelta(microseconds=int(since_epoch)), pk


def _behind(incidents: IncidentQuerySet, at: datetime, pk: str, *, oldest_first: bool) -> IncidentQuerySet:
    # The first filter lets the database begin at that place of the index; the second leaves out its equals.
    if oldest_first:
        return incidents.filter(reported_at__gte=at).filter(Q(reported_at__gt=at) | Q(id__gt=pk))
    return incidents.filter(reported_at__lte=at).filter(Q(reported_at__lt=at) | Q(id__lt=pk))
