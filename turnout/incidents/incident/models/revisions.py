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
    """Give these incidents another revision: part of changing what is shown of them without an event."""
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
    """The first so many of them, ready to be rows of a list (`with_marks`). Shared: look, don't change."""
    return list_rows_at(found, list(found.values_list("pk", "revision")[:most]))


def list_rows_at(found: IncidentQuerySet, asked: list[tuple[str, int | None]]) -> list[Incident]:
    """The same for ids and revisions that were just read from `found`."""
    return cached_by_revision(ROWS, found, asked, _read)


def full_incident(found: IncidentQuerySet) -> Incident | None:
    """The one that was found, ready to be shown whole (`with_labels`). Shared: look, don't change."""
    asked = list(found.values_list("pk", "revision")[:1])
    return next(iter(cached_by_revision(FULL_INCIDENTS, found, asked, _read_labelled)), None)


def cached_by_revision(
    cache: "RevisionCache[CacheKey, T]",
    found: IncidentQuerySet,
    asked: list[tuple[str, int | None]],
    read: Callable[[IncidentQuerySet], Iterable[tuple[Incident, T]]],
    *beside: Hashable,
) -> list[T]:
    """What stands on a shelf for these ids at these revisions, in their order.

    found   what they were just read from: asked again for those that aren't there, so that nobody is shown
            what they lost sight of meanwhile
    read    makes those
    beside  what else they are drawn from: a language, a zone
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
