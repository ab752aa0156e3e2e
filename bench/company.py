"""A large company, to be seeded: many people, in teams, and as many rules about who is told as may be."""

import random

from bench.words import PLACES, Prose
from turnout.core.lib import clock
from turnout.core.people.models import ADDRESS, ContactMethod, Membership, Organization, Person, Team
from turnout.incidents.audience.actions.rules import create_audience_rule
from turnout.incidents.audience.rules import MOST_RULES
from turnout.incidents.models import IncidentType

PEOPLE = 10_000
TEAMS = 250
TEAM_SIZE = 40


def add_company() -> None:
    add_people()
    add_rules(add_teams())


def add_people() -> None:
    """Mostly responders, some viewers, a few admins."""
    dice = random.Random("people")
    prose = Prose("people")
    people = []
    for nth in range(PEOPLE - 1):
        role = "admin" if nth < 3 else "viewer" if nth % 4 == 0 else "responder"
        name = f"{prose.rare[nth % len(prose.rare)].capitalize()} {dice.choice(prose.rare).capitalize()}"
        people.append(
            Person(name=name, email=f"p{nth}@example.org", role=role, password="!", title=prose.place())
        )
    Person.objects.bulk_create(people, batch_size=1000)
    ContactMethod.objects.bulk_create(
        (
            ContactMethod(person=person, kind=ADDRESS, value=person.email, verified_at=clock.now())
            for person in people
        ),
        batch_size=1000,
    )


def add_teams() -> list[Team]:
    """Everyone is in one; a few of them look first."""
    teams = [Team(name="Triage"), *(Team(name=f"Team {nth}", created_at=clock.now()) for nth in range(TEAMS))]
    Team.objects.bulk_create(teams)
    people = list(Person.objects.order_by("pk").values_list("pk", flat=True))
    Membership.objects.bulk_create(
        [
            Membership(team=team, person_id=person)
            for nth, team in enumerate(teams)
            for person in people[nth * TEAM_SIZE : nth * TEAM_SIZE + (TEAM_SIZE if nth else 8)]
        ],
        batch_size=1000,
    )
    Organization.objects.update(looks_first=teams[0])
    return teams[1:]


def add_rules(teams: list[Team]) -> None:
    """Each asks for a kind, a severity and a place; about ten hold for a serious incident."""
    kinds = list(IncidentType.objects.order_by("rank").values_list("key", flat=True))
    places = ["Lyon", *PLACES[1:5]]
    for nth in range(MOST_RULES):
        create_audience_rule(
            name=f"Rule {nth}",
            conditions=[
                [
                    {"of": "type", "is": "one_of", "values": [kinds[nth % len(kinds)]]},
                    {"of": "severity", "is": "at_least", "values": [str(1 + nth % 4)]},
                    {"of": "place", "is": "contains", "values": [places[nth % len(places)]]},
                ]
            ],
            teams=[teams[nth % len(teams)]],
            by=None,
        )
