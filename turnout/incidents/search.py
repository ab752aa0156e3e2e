"""Finding incidents by words, and ones that look alike while somebody writes."""

import re

from turnout.core.lib import fulltext
from turnout.core.people.models import Person
from turnout.incidents.models import Incident
from turnout.incidents.models.incident import IncidentQuerySet

INDEX = "incident_search"
_REFERENCE = re.compile(r"\s*(?:inc[- ]?|#)?(\d{1,9})\s*", re.IGNORECASE)


def index(*incidents: Incident) -> None:
    """Keep the index true. Part of every verb that changes name, summary or place."""
    fulltext.put(INDEX, {each.number: f"{each.name}\n{each.place}\n{each.summary}" for each in incidents})


def find(incidents: IncidentQuerySet, query: str) -> IncidentQuerySet:
    """Those with every word of the query, or the one whose reference it is. An empty query finds all."""
    reference = _REFERENCE.fullmatch(query)
    if reference:
        return incidents.filter(number=int(reference[1]))
    numbers = fulltext.matching(INDEX, query)
    return incidents if numbers is None else incidents.filter(number__in=numbers)


def look_alikes(text: str, *, by: Person, limit: int = 4) -> list[Incident]:
    """Open incidents this person may see that share the most words with what they are writing."""
    words = {word for word in re.findall(r"\w+", fulltext.fold(text)) if len(word) > 2}
    numbers = fulltext.matching(INDEX, " ".join(sorted(words, key=len, reverse=True)), any_word=True)
    if numbers is None:
        return []
    candidates = (
        Incident.objects.visible_to(by).ongoing().filter(number__in=numbers).with_labels().newest_first()[:50]
    )

    def shared(incident: Incident) -> int:
        return len(
            words
            & set(re.findall(r"\w+", fulltext.fold(f"{incident.name} {incident.place} {incident.summary}")))
        )

    ranked = sorted(((shared(each), each) for each in candidates), key=lambda pair: pair[0], reverse=True)
    return [incident for score, incident in ranked if score >= min(2, len(words))][:limit]
