"""Finding incidents by words, and ones that look alike while somebody writes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from sys import intern

from turnout.core.lib import fulltext
from turnout.core.lib.revision_cache import RevisionCache
from turnout.core.people.models import Person
from turnout.incidents.incident.models import Incident, list_rows
from turnout.incidents.incident.models.incident import IncidentQuerySet
from turnout.incidents.incident.models.revisions import CacheKey, cached_by_revision

INDEX = "incident_search"
NEAR = 1500  # matches looked at before all of them are
COMPARED = 500  # open incidents compared with what is being written, the newest
COMPARED_LENGTH = 500  # characters of each
_REFERENCE = re.compile(r"\s*(?:inc[- ]?|#)?(\d{1,9})\s*", re.IGNORECASE)
_WORD = re.compile(r"\w{3,}")
# Shared by any two English sentences: they make nothing alike. Words of other languages count as they are.
_EVERYWHERE = frozenset(
    "about after again all also and any are because been before being but can could did does down each for "
    "from get gets got had has have her here him his how into isn its just like more most much not now off "
    "one only our out over people same see seems she since some someone something still than that the their "
    "them then there these they this those too two under until very was were what when where which while who "
    "will with work working works would you your".split()
)


def index(*incidents: Incident) -> None:
    """Keep the index true. Part of every verb that changes name, summary or place."""
    fulltext.put(
        INDEX,
        {
            fulltext.place(each.reported_at, each.number): f"{each.name}\n{each.place}\n{each.summary}"
            for each in incidents
        },
    )


def find(incidents: IncidentQuerySet, query: str) -> IncidentQuerySet:
    """Those with every word of the query, or the one whose reference it is. An empty query finds all."""
    reference = _REFERENCE.fullmatch(query)
    if reference:
        return incidents.filter(number=int(reference[1]))
    places = fulltext.matching(INDEX, query)
    if places is None:
        return incidents
    return incidents.alias(found_at=fulltext.Place("reported_at", "number")).filter(found_at__in=places)


def among(
    incidents: IncidentQuerySet,
    query: str,
    *,
    most: int,
    start: datetime | None = None,
    oldest_first: bool = False,
) -> Iterator[tuple[IncidentQuerySet, bool]]:
    """What `find` answers: first the newest (or oldest) `most` from `start` on, then more, then all of it;
    each with whether it is all of it.

    Take rows in that order from the first that has enough. A common word is in a fifth of all there ever was,
    and sorting that at every keystroke takes seconds.
    """
    for wanted in () if _REFERENCE.fullmatch(query) else (most, NEAR):
        near = fulltext.nearest(INDEX, query, most=wanted, start=start, oldest_first=oldest_first)
        if near is None:
            break
        yield incidents.filter(number__among=near.numbers), near.are_all
        if near.are_all:
            return
    yield find(incidents, query), True


def newest(incidents: IncidentQuerySet, query: str, *, most: int) -> list[Incident]:
    """The newest few that `find` answers."""
    rows: list[Incident] = []
    for found, _all in among(incidents, query, most=most * 20):
        rows = list(found.newest_first()[:most])
        if len(rows) == most:
            break
    return rows


def look_alikes(text: str, *, by: Person, limit: int = 4) -> list[Incident]:
    """Open incidents this person may see that share the most words with what they are writing.

    They are compared here and not by the index: few are open, however many there ever were.
    """
    words = _words_of(text)
    near = _nearest(words, _open_ones(by), limit) if words else []
    found = {each.pk: each for each in list_rows(Incident.objects.visible_to(by).filter(pk__in=near), limit)}
    return [found[pk] for pk in near if pk in found]


def alike_to(incidents: Sequence[Incident], *, by: Person, limit: int) -> dict[str, list[Incident]]:
    """For each of these the open ones that look like it; two queries however many they are."""
    open_ones = _open_ones(by) if incidents else []
    words = {each.pk: _words_of(each.name, each.place) for each in incidents}
    near = {
        pk: _nearest(said, [each for each in open_ones if each.pk != pk], limit) if said else []
        for pk, said in words.items()
    }
    wanted = {pk for each in near.values() for pk in each}
    rows = list_rows(Incident.objects.visible_to(by).filter(pk__in=wanted), len(wanted))
    found = {each.pk: each for each in rows}
    return {pk: [found[other] for other in others if other in found] for pk, others in near.items()}


@dataclass(frozen=True)
class _Words:
    pk: str
    words: frozenset[str]


WORDS = RevisionCache[CacheKey, _Words](COMPARED + COMPARED // 4)


def _open_ones(by: Person) -> list[_Words]:
    """The newest that go on, with the words that were said of them."""
    newest = Incident.objects.visible_to(by).whole().real().ongoing().newest_first()
    return cached_by_revision(
        WORDS, newest, list(newest.values_list("pk", "revision")[:COMPARED]), _read_said
    )


def _read_said(rows: IncidentQuerySet) -> Iterable[tuple[Incident, _Words]]:
    for each in rows.only("revision", "name", "place", "summary"):
        yield each, _Words(each.pk, frozenset(map(intern, _words_of(each.name, each.place, each.summary))))


def _nearest(words: set[str], among: Sequence[_Words], limit: int) -> list[str]:
    scored = [(len(words & each.words), each.pk) for each in among]
    near = [each for each in scored if each[0] >= min(2, len(words))]
    return [pk for _score, pk in sorted(near, key=lambda each: -each[0])[:limit]]


def _words_of(*said: str) -> set[str]:
    return set(_WORD.findall(fulltext.fold(" ".join(said)[:COMPARED_LENGTH]))) - _EVERYWHERE
