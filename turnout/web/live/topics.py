"""What a stream may hear of, and which topics an event touches.

<kind>:<id>       that thing changed; the kind is a subject's (`core.events.subjects`)
incidents, home   some incident the listener may see changed
system            work or a delivery is in trouble
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from turnout.core.events.models import RecordedEvent
from turnout.core.events.subjects import subjects
from turnout.core.notify.audience import seen, those_who_see
from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission

MOST = 20  # topics of one stream
LONGEST = 60
LISTS = {
    "incidents": Permission.INCIDENTS_VIEW,
    "home": Permission.INCIDENTS_VIEW,
    "system": Permission.SYSTEM_MANAGE,
}
"""Topics of pages that list things, and who may listen to them."""


@dataclass
class Nudges:
    """What a batch of events is to nudge.

    A list would tell everyone the moment something happens to a thing hidden from them, so for hidden ones
    it is nudged only for those who may see one of them: `hidden` has their ids by kind.
    """

    topics: set[str] = field(default_factory=set)
    hidden: dict[str, set[str]] = field(default_factory=dict)

    @property
    def lists_of_hidden(self) -> frozenset[str]:
        return frozenset(topic for kind in self.hidden for topic in subjects[kind].lists)


def nudges_of(events: Iterable[RecordedEvent]) -> Nudges:
    touched: dict[str, set[str]] = defaultdict(set)
    for event in events:
        touched[event.subject_kind].add(event.subject_id)
    nudges = Nudges({f"{kind}:{id}" for kind, ids in touched.items() for id in ids})
    for kind, ids in touched.items():
        subject = subjects.get(kind)
        if subject is None or not subject.lists:
            continue
        in_the_open = ids
        if subject.about:
            in_the_open = {id for id, about in subject.about(ids).items() if about.is_open}
        if in_the_open:
            nudges.topics |= subject.lists
        if hidden := ids - in_the_open:
            nudges.hidden[kind] = hidden
    return nudges


def may_see_any(person: Person, hidden: Mapping[str, Collection[str]]) -> bool:
    return any(seen(kind, ids, person) for kind, ids in hidden.items())


def who_may_see_any(people: Collection[Person], hidden: Mapping[str, Collection[str]]) -> set[str]:
    """Ids of those of `people` who may: as many questions as there are things, however many people listen."""
    return {
        person for kind, ids in hidden.items() for id in ids for person in those_who_see(kind, id, people)
    }


def allowed(person: Person, asked: Collection[str]) -> frozenset[str]:
    """Those of the topics that `person` may hear of. Unknown and forbidden ones are silent alike."""
    found = {topic for topic in asked if topic in LISTS and person.may(LISTS[topic])}
    ids: dict[str, set[str]] = defaultdict(set)
    for topic in asked:
        kind, colon, id = topic.partition(":")
        if colon:
            ids[kind].add(id)
    return frozenset(
        found | {f"{kind}:{id}" for kind, some in ids.items() for id in seen(kind, some, person)}
    )
