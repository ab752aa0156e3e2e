"""The rules about who is told: read once, kept until one of them changes, and asked about an incident."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from typing import Any

from django.db.models import Count, F, Max, Window
from django.db.models.functions import RowNumber

from turnout.core.conditions import Conditions, InvalidConditions, parse
from turnout.core.people.models import Membership, Person
from turnout.core.people.permissions import Permission
from turnout.incidents.audience.models import AudienceRule
from turnout.incidents.fields.scope import INCIDENT_SCOPE
from turnout.incidents.incident.models import Incident

MOST = 200  # people told of one incident by one rule
MOST_RULES = 500
READ_ANEW = 60.0  # seconds after which they are, for what they ask about may be gone


@dataclass(frozen=True)
class Rule:
    """A rule in use, ready to be asked."""

    id: str
    name: str
    conditions: Conditions
    lets_in: bool
    reach: str
    teams: tuple[str, ...]
    people: tuple[str, ...]
    roles: tuple[str, ...]


@dataclass(frozen=True)
class _Kept:
    stamp: tuple[Any, ...]
    rules: tuple[Rule, ...]
    since: float


_kept: _Kept | None = None
_reading = Lock()  # five hundred rules weigh a lot while they are read: by one thread for all


def conditions_of(rule: AudienceRule) -> Conditions | None:
    """What a rule asks; None where it asks about something that is no longer there. Then it never holds."""
    try:
        return parse(rule.conditions, INCIDENT_SCOPE)
    except InvalidConditions:
        return None


def matching(incident: Incident) -> list[Rule]:
    """Those in use whose conditions hold."""
    return [rule for rule in rules_in_use() if rule.conditions.hold(incident)]


def rules_in_use() -> tuple[Rule, ...]:
    """All of them, as they are now: whether one has changed anywhere is asked each time, with one question.

    They decide who may see what is private, so none is ever used for even a second longer than it is there.
    """
    global _kept
    found = AudienceRule.objects.aggregate(Count("pk"), Max("revision"))
    stamp = tuple(found.values())
    with _reading:
        if _kept is None or _kept.stamp != stamp or monotonic() - _kept.since > READ_ANEW:
            _kept = _Kept(stamp, tuple(_read()), monotonic())
        return _kept.rules


def _read() -> Iterable[Rule]:
    active = AudienceRule.objects.filter(is_active=True).prefetch_related("teams", "people", "roles")
    for rule in active[:MOST_RULES]:
        conditions = conditions_of(rule)
        if conditions is not None:
            yield Rule(
                rule.pk,
                rule.name,
                conditions,
                rule.lets_in,
                rule.reach,
                *(tuple(each.pk for each in named.all()) for named in (rule.teams, rule.people, rule.roles)),
            )


def people_of(
    rules: Collection[Rule], incident: Incident, *, but: Collection[str]
) -> dict[str, tuple[Person, ...]]:
    """By rule, the people it names who are here and may see incidents: themselves, by a team, by the role
    they hold in this one. The same few questions for however many rules."""
    if not rules:
        return {}
    members = _members({team for rule in rules for team in rule.teams})
    holders: dict[str, list[str]] = defaultdict(list)
    if any(rule.roles for rule in rules) and not incident._state.adding:
        for held in incident.holders:
            holders[held.role_id].append(held.person_id)
    named = {
        rule.id: [
            *(person for role in rule.roles for person in holders[role]),
            *rule.people,
            *(person for team in rule.teams for person in members[team]),
        ]
        for rule in rules
    }
    wanted = {person for people in named.values() for person in people} - set(but)
    here = Person.objects.active().in_bulk(list(wanted))
    told = {pk for pk, person in here.items() if person.may(Permission.INCIDENTS_VIEW)}
    return {
        id: tuple(here[pk] for pk in dict.fromkeys(people) if pk in told)[:MOST]
        for id, people in named.items()
    }


def _members(teams: Collection[str]) -> dict[str, list[str]]:
    """By team, the ids of its first MOST members who are here."""
    found: dict[str, list[str]] = defaultdict(list)
    if teams:
        place = Window(RowNumber(), partition_by=F("team"), order_by=(F("person__folded"), F("person")))
        rows = Membership.objects.filter(team__in=teams, person__is_active=True).annotate(place=place)
        for team, person in (
            rows.filter(place__lte=MOST * 2).order_by("team", "place").values_list("team", "person")
        ):
            found[team].append(person)
    return found
