"""An incident's revision: another one after every event about it.

What was read or drawn of an incident is kept under its revision (`core.lib.revision_cache`), so it is
read again only after something happened. The numbers are random, because one that was rolled back must never
come again.
"""

from collections.abc import Callable, Hashable, Iterable
from secrets import randbits
from typing import Any, TypeVar

from django.db import connection

from turnout.core.lib.revision_cache import RevisionCache
from turnout.incidents.incident.models.incident import Incident, IncidentQuerySet

T = TypeVar("T")
CacheKey = tuple[Any, ...]  # an id, its revision, and what else it is drawn from
BITS = 62
ROWS = RevisionCache[CacheKey, Incident](2000)
FULL_INCIDENTS = RevisionCache[CacheKey, Incident](500)


def revise(*ids: str) -> None:
    """Give these incidents another revision: for changes to what they show without an event."""
    for pk in sorted(ids):
        _write(pk, randbits(BITS))


def another_revision(incident: Any) -> None:
    """Part of recording an event about it."""
    incident.revision = randbits(BITS)
    if not incident._state.adding:
        _write(incident.pk, incident.revision)


def _write(pk: str, revision: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE incidents_incident SET revision = %s WHERE id = %s", [revision, pk])


def list_rows(found: IncidentQuerySet, most: int) -> list[Incident]:
    """Up to `most` of them, ready to be rows of a list (`with_marks`). Shared: never change them."""
    return list_rows_at(found, list(found.values_list("pk", "revision")[:most]))


def list_rows_at(found: IncidentQuerySet, asked: list[tuple[str, int | None]]) -> list[Incident]:
    """The same for ids and revisions that were just read from `found`."""
    return cached_by_revision(ROWS, found, asked, _read)


def full_incident(found: IncidentQuerySet) -> Incident | None:
    """The first one, ready for its own page (`with_labels`). Shared: never change it."""
    asked = list(found.values_list("pk", "revision")[:1])
    return next(iter(cached_by_revision(FULL_INCIDENTS, found, asked, _read_labelled)), None)


def cached_by_revision(
    cache: "RevisionCache[CacheKey, T]",
    found: IncidentQuerySet,
    asked: list[tuple[str, int | None]],
    read: Callable[[IncidentQuerySet], Iterable[tuple[Incident, T]]],
    *beside: Hashable,
) -> list[T]:
    """The cached values of these ids at these revisions, in order.

    found   the queryset they were just read from: queried again for those that aren't cached, so that nobody
            sees what they lost access to meanwhile
    read    makes the values
    beside  what else they depend on: a language, a time zone
    """

    def make(missing: list[CacheKey]) -> dict[CacheKey, T]:
        rows = found.filter(pk__in=[key[0] for key in missing]).order_by()
        return {(incident.pk, incident.revision, *beside): each for incident, each in read(rows)}

    made = cache.get_many([(pk, revision, *beside) for pk, revision in asked], make)
    by_pk = {key[0]: each for key, each in made.items()}
    return [by_pk[pk] for pk, _revision in asked if pk in by_pk]


def _read(rows: IncidentQuerySet) -> Iterable[tuple[Incident, Incident]]:
    return ((each, each) for each in rows.with_marks())


def _read_labelled(rows: IncidentQuerySet) -> Iterable[tuple[Incident, Incident]]:
    return ((each, each) for each in rows.with_labels())
