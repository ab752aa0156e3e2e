"""What nobody does alone in an incident, and who may agree to it or stop it.

An act is registered once, with the verb that does it. Such a verb begins with `refuse_alone`: at whatever
door it is called, it says no, until a proposal is carried out.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q

from turnout.core.events.types import PersonId
from turnout.core.people.acting import is_turnout
from turnout.core.people.models import Person
from turnout.core.people.vouching import may_be_same_person
from turnout.incidents.access.keepers import is_keeper, keepers_of
from turnout.incidents.access.models import STOPPED, WAITING, Proposal
from turnout.incidents.errors import TakesTwo
from turnout.incidents.incident.models import Incident, Keeper
from turnout.incidents.incident.own_case import is_about

STRANGERS_FOR = timedelta(days=14)  # whoever let the other in since isn't a second person
NO_HOLDS = timedelta(days=7)  # so long what somebody stopped isn't done by waiting
MOST_WAITING = 10  # of one person in one incident
SHOWN = 100

Data = Mapping[str, Any]
CarryOut = Callable[[Incident, Data, Person], Any]
Affected = Callable[[Incident, Data], Iterable[Person]]


@dataclass(frozen=True)
class Act:
    """One thing that takes a second person, or an hour.

    carry_out  does it: the incident, what was proposed, by whom
    says       what it is, as an infinitive in the reader's language: "Keep Ana out"
    others     whom it concerns besides those who look after it: they hear of it and may stop it
    against    ids of those it would take something from: they hear nothing of it, and have no say in it
    """

    key: str
    carry_out: CarryOut
    says: Callable[[Data], str]
    others: Affected
    against: Callable[[Data], set[str]]


acts: dict[str, Act] = {}


def _nobody(_incident: Incident, _data: Data) -> Iterable[Person]:
    return ()


def _against_nobody(_data: Data) -> set[str]:
    return set()


def act(
    key: str,
    *,
    says: Callable[[Data], str],
    others: Affected = _nobody,
    against: Callable[[Data], set[str]] = _against_nobody,
) -> Callable[[CarryOut], CarryOut]:
    """Register the function that carries out what was proposed under this key."""

    def register(function: CarryOut) -> CarryOut:
        if key in acts:
            raise RuntimeError(f"two acts are called {key}")
        acts[key] = Act(key, function, says, others, against)
        return function

    return register


_carried_out: ContextVar[Proposal | None] = ContextVar("carried_out", default=None)


@contextmanager
def carrying_out(proposal: Proposal) -> Iterator[None]:
    """Within it, verbs that take a second person do what they say."""
    token = _carried_out.set(proposal)
    try:
        yield
    finally:
        _carried_out.reset(token)


def refuse_alone(by: Person | None) -> None:
    """Part of a verb that takes two. Raises TakesTwo unless a proposal is carried out, or it is Turnout."""
    if _carried_out.get() is None and not is_turnout(by):
        raise TakesTwo


def second_person() -> PersonId | None:
    """Id of who agreed to what is being carried out; None where an hour passed instead."""
    proposal = _carried_out.get()
    return PersonId(proposal.second_id) if proposal and proposal.second_id else None


def reason_given() -> str:
    """Why it was proposed, for the event of what is being carried out."""
    proposal = _carried_out.get()
    return proposal.reason if proposal else ""


def may_agree(proposal: Proposal, person: Person) -> bool:
    """Whether this person is a second one: looks after it too, and wasn't chosen for that by the first."""
    return (
        proposal.is_waiting
        and person.pk != proposal.by_id
        and person.pk not in _against(proposal)
        and is_keeper(proposal.incident, person)
        and not Keeper.objects.filter(
            incident=proposal.incident, person=person, named_by=proposal.by_id
        ).exists()
        and _are_two(proposal, person)
    )


def _are_two(proposal: Proposal, person: Person) -> bool:
    """Whether who proposed it and this person look after it independently: neither named the other, nobody
    named both, directly or through others, and one didn't let the other in. Owners are nobody's choice."""
    namers = dict(Keeper.objects.filter(incident=proposal.incident_id).values_list("person", "named_by"))
    if _behind(proposal.by, namers) & _behind(person, namers):
        return False
    return not may_be_same_person(proposal.by, person, within=STRANGERS_FOR)


def _behind(person: Person, namers: Mapping[str, str | None]) -> set[str]:
    found: set[str] = set()
    each: str | None = person.pk
    while each and each not in found:
        found.add(each)
        each = None if person.is_owner else namers.get(each)
    return found


def _against(proposal: Proposal) -> set[str]:
    found = acts[proposal.act].against(proposal.data) if proposal.act in acts else set()
    return found | ({proposal.target_id} if proposal.target_id else set())


def hour_is_enough(proposal: Proposal) -> bool:
    """Whether it is done without a second person once its hour has passed.

    Not what somebody else stopped lately: asked again and again, it would happen once in a night. Nor what
    takes something from one who looks after it, unless another heard of it who isn't the first's choice.
    """
    stopped = Proposal.objects.filter(
        incident=proposal.incident_id, act=proposal.act, data=proposal.data, state=STOPPED
    )
    if stopped.filter(second__isnull=False, decided_at__gt=proposal.proposed_at - NO_HOLDS).exists():
        return False
    keepers = {each.pk for each in keepers_of(proposal.incident)}
    if not keepers & _against(proposal):
        return True
    since = Keeper.objects.filter(incident=proposal.incident_id, named_at__gt=proposal.proposed_at)
    heard = keepers - set(since.values_list("person", flat=True))
    return any(each.pk in heard and _are_two(proposal, each) for each in who_hears(proposal))


def may_stop(proposal: Proposal, person: Person) -> bool:
    """Whether this person may say no: those who look after it, others it concerns, and who proposed it."""
    if not proposal.is_waiting or person.pk == proposal.target_id:
        return False
    return person.pk == proposal.by_id or any(each.pk == person.pk for each in who_hears(proposal))


def who_hears(proposal: Proposal) -> list[Person]:
    """Who is told of a proposal, besides who made it: never whom it is about or whom it would keep out."""
    incident = proposal.incident
    others = acts[proposal.act].others(incident, proposal.data) if proposal.act in acts else ()
    people = {person.pk: person for person in [*keepers_of(incident), *others]}
    left_out = {proposal.by_id} | _against(proposal)
    return [person for pk, person in people.items() if pk not in left_out and not is_about(incident, person)]


def proposals_for(incident: Incident, reader: Person) -> list[Proposal]:
    """Those that wait in this incident and concern this reader, the oldest first."""
    waiting = Proposal.objects.filter(incident=incident.parent_id or incident.pk, state=WAITING)
    found = waiting.exclude(target=reader).select_related("by", "incident").order_by("proposed_at")
    return [each for each in found[:SHOWN] if each.by_id == reader.pk or may_stop(each, reader)]


def proposals_seen(ids: Iterable[str], person: Person) -> set[str]:
    """Ids of those this person may read of: made by them, or in what they look after and not against them."""
    found = Proposal.objects.filter(pk__in=list(ids)).exclude(target=person).select_related("incident")
    mine = found.filter(Q(by=person) | Q(incident__in=Incident.objects.visible_to(person).values("pk")))
    return {
        each.pk
        for each in mine
        if each.by_id == person.pk or (person.pk not in _against(each) and is_keeper(each.incident, person))
    }
