"""Paging by place: from the last row on, never by counting what comes before it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Q

from turnout.core.lib.ids import is_id
from turnout.incidents.incident.models.incident import IncidentQuerySet
from turnout.incidents.incident.models.revisions import list_rows_at
from turnout.incidents.incident.search import among
from turnout.incidents.models import Incident

PAGE = 25
COUNTED = 500  # beyond that, how many doesn't matter
FOUND = 200  # nor beyond that where words are sought: one more word helps more than a number
NEAR = 300  # of what has these words, so many are looked at first: not everyone may see all of them
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Page:
    """Some rows and where the next begin; `next` is empty at the end.

    count    how many there are in all, as far as they are counted
    is_more  there are more than that
    """

    rows: list[Incident]
    next: str
    count: int
    is_more: bool


def read_page(
    incidents: IncidentQuerySet,
    after: str,
    *,
    oldest_first: bool,
    words: str = "",
    size: int = PAGE,
) -> Page:
    """One page of rows with these words behind the place `after`, or the first if that makes no sense."""
    most, place = FOUND if words else COUNTED, _place(after)
    found, ids, is_more = _read(incidents, words, most, size, oldest_first=oldest_first)
    count = min(len(ids), most)
    if place:
        rest = _behind(incidents, *place, oldest_first=oldest_first)
        found, ids, _more = _read(rest, words, size, size, start=place[0], oldest_first=oldest_first)
    rows = list_rows_at(found, ids[:size])
    return Page(rows, place_of(rows[-1]) if len(ids) > size and rows else "", count, is_more)


def _read(
    incidents: IncidentQuerySet,
    words: str,
    most: int,
    enough: int,
    *,
    oldest_first: bool,
    start: datetime | None = None,
) -> tuple[IncidentQuerySet, list[tuple[str, int | None]], bool]:
    """Ids and revisions of up to one more than `most` with these words, what they were read from, and whether
    there are more.

    Where many have the words and few of them may be seen or meet what else is asked, `enough` are enough:
    looking through all there ever was takes seconds.
    """
    found, ids, is_more = incidents, [], False
    steps = among(incidents, words, most=NEAR, start=start, oldest_first=oldest_first)
    for step, (found, is_all) in enumerate(steps):
        found = found.order_by("reported_at", "id") if oldest_first else found.newest_first()
        ids = list(found.values_list("pk", "revision")[: most + 1])
        is_more = not is_all or len(ids) > most
        if len(ids) > most or (step and len(ids) > enough):
            break
    return found, ids, is_more


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
