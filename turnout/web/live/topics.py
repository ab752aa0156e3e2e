"""What a stream may hear of, and which topics an event touches.

incident:<id>, review:<id>, person:<id>   that thing changed
incidents, home                           some incident the listener may see changed
system                                    work or a delivery is in trouble
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from turnout.core.events.models import RecordedEvent
from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission
from turnout.incidents.definitions.models.labels import OPEN
from turnout.incidents.models import Incident
from turnout.reviews.models import Review

MOST = 20  # topics of one stream
LONGEST = 60
OF_ANY_INCIDENT = frozenset({"incidents", "home"})
TROUBLE = {"job", "delivery"}
BROAD = {
    "incidents": Permission.INCIDENTS_VIEW,
    "home": Permission.INCIDENTS_VIEW,
    "system": Permission.SYSTEM_MANAGE,
}


@dataclass
class Nudges:
    """What a batch of events is to nudge.

    `incidents` and `home` would tell everyone the moment something happens in an incident hidden from them,
    so for a hidden one they go only to those who may see it: `hidden` holds the ids of these.
    """

    topics: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)


def nudges_of(events: Iterable[RecordedEvent]) -> Nudges:
    touched = {(event.subject_kind, event.subject_id) for event in events}
    nudges = Nudges({f"{kind}:{subject}" for kind, subject in touched})
    if any(kind in TROUBLE for kind, _ in touched):
        nudges.topics.add("system")
    incidents = {subject for kind, subject in touched if kind == "incident"}
    if incidents:
        in_the_open = set(
            Incident.objects.filter(pk__in=incidents, confidentiality=OPEN).values_list("pk", flat=True)
        )
        nudges.hidden = incidents - in_the_open
        nudges.topics |= OF_ANY_INCIDENT if in_the_open else set()
    return nudges


def may_see_any(person: Person, incidents: Collection[str]) -> bool:
    return Incident.objects.visible_to(person).filter(pk__in=incidents).exists()


def _own(person: Person, ids: set[str]) -> set[str]:
    return ids & {person.id}


def _visible_incidents(person: Person, ids: set[str]) -> set[str]:
    return set(Incident.objects.visible_to(person).filter(pk__in=ids).values_list("pk", flat=True))


def _visible_reviews(person: Person, ids: set[str]) -> set[str]:
    visible = Incident.objects.visible_to(person)
    return set(Review.objects.filter(pk__in=ids, incident__in=visible).values_list("pk", flat=True))


SEEN: dict[str, Callable[[Person, set[str]], set[str]]] = {
    "person": _own,
    "incident": _visible_incidents,
    "review": _visible_reviews,
}


def allowed(person: Person, asked: Collection[str]) -> frozenset[str]:
    """Those of the topics that `person` may hear of. Unknown and forbidden ones are silent alike."""
    found = {topic for topic in asked if topic in BROAD and person.may(BROAD[topic])}
    for kind, see in SEEN.items():
        ids = {topic.partition(":")[2] for topic in asked if topic.startswith(f"{kind}:")}
        if ids:
            found |= {f"{kind}:{subject}" for subject in see(person, ids)}
    return frozenset(found)
