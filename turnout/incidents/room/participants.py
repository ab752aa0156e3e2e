"""Who takes part in an incident, and who only follows it."""

from dataclasses import dataclass

from turnout.core.people.models import Person
from turnout.incidents.incident.models import Incident
from turnout.incidents.incident.unnamed import without_reporter

MOST = 500  # of each: a room of more is a crowd, and nobody reads the list


@dataclass(frozen=True)
class Participant:
    """part  responder (has a role), collaborator (wrote, or has something to do), observer (follows)"""

    person: Person
    part: str


@dataclass(frozen=True)
class Participants:
    active: tuple[Participant, ...]
    passive: tuple[Participant, ...]


def participants_of(incident: Incident) -> Participants:
    """Everyone once, by the nearest part they have.

    An unnamed reporter is among the active for what everyone sees of them: a role, a task.
    """
    holders = {held.person_id: held.person for held in incident.holders}
    wrote = incident.messages.filter(removed_at__isnull=True, author__isnull=False).values("author")
    told = incident.updates.filter(author__isnull=False).values("author")
    does = incident.tasks.filter(owner__isnull=False).values("owner")
    busy = Person.objects.filter(pk__in=wrote.union(told, does)).exclude(pk__in=holders)
    active = [
        *(Participant(person, "responder") for person in holders.values()),
        *(Participant(person, "collaborator") for person in busy.order_by("name", "pk")[:MOST]),
    ]
    known = {each.person.pk for each in active}
    following = Person.objects.active().filter(subscriptions__incident=incident).exclude(pk__in=known)
    passive = without_reporter(incident, following.order_by("name", "pk")[:MOST])
    seeing = incident.seen_by(passive, openly=True)
    return Participants(
        tuple(active), tuple(Participant(person, "observer") for person in passive if person.pk in seeing)
    )
