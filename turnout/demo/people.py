"""The demo organization and everybody in it."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from turnout.core.people.actions.founding import add_person, found_organization
from turnout.core.people.actions.organization import change_organization
from turnout.core.people.actions.profile import change_profile
from turnout.core.people.actions.teams import add_member, create_team
from turnout.core.people.models import Organization, Person
from turnout.core.people.names import likeness

SIZE = 400
DOMAIN = "saffronstreet.example"
FOUNDER = "finn"
_SPELLED = str.maketrans({"ø": "o", "ł": "l", "ı": "i", "þ": "th", "ð": "d", "æ": "ae", "đ": "d", "ß": "ss"})


@dataclass(frozen=True)
class Crew:
    """Who there is: the cast by key, and the others."""

    cast: dict[str, Person]
    others: list[Person]


def move_in(company: dict[str, Any], chance: Random) -> Crew:
    """Found the organization, then add people and teams. No passwords: in a demo you choose who to be."""
    zones = {city["key"]: city["timezone"] for city in company["cities"]}
    cast = _add_cast(company, zones)
    by = cast[FOUNDER]
    teams: dict[str, list[Person]] = {team["key"]: [] for team in company["teams"]}
    for told in company["people"]:
        teams[told["team"]].append(cast[told["key"]])
    others = []
    for told in _invent(company, SIZE - len(cast), chance):
        person = add_person(
            name=told["name"],
            email=told["email"],
            role=told["role"],
            title=told["title"],
            timezone=zones[told["city"]],
            by=by,
        )
        teams[told["team"]].append(person)
        others.append(person)
    for told in company["teams"]:
        team = create_team(told["name"], purpose=told["purpose"], by=by)
        for person in teams[told["key"]] + [cast[key] for key in told.get("members", ())]:
            add_member(team, person, by=by)
        if told.get("looks_first"):
            here = Organization.objects.get()
            change_organization(here, name=here.name, timezone=here.timezone, looks_first=team, by=by)
    return Crew(cast, others)


def _add_cast(company: dict[str, Any], zones: dict[str, str]) -> dict[str, Person]:
    told = {each["key"]: each for each in company["people"]}
    founder = told[FOUNDER]
    owner = found_organization(
        name=company["name"],
        timezone=zones[founder["city"]],
        owner_name=founder["name"],
        email=f"{FOUNDER}@{DOMAIN}",
        password=None,
        is_demo=True,
    )
    owner = change_profile(
        owner,
        name=owner.name,
        title=founder["title"],
        timezone=owner.timezone,
        language=owner.language,
        by=owner,
    )
    cast = {FOUNDER: owner}
    for key, each in told.items():
        if key != FOUNDER:
            cast[key] = add_person(
                name=each["name"],
                email=f"{key}@{DOMAIN}",
                role=each["role"],
                title=each["title"],
                timezone=zones[each["city"]],
                by=owner,
            )
    return cast


def _invent(company: dict[str, Any], count: int, chance: Random) -> Iterator[dict[str, str]]:
    """As many others as are wanted, the same ones each time: no name and no address twice."""
    titles = company["titles"]
    shares = [title.get("share", 1) for title in titles]
    cities = [city["key"] for city in company["cities"]]
    names = {likeness(person["name"]) for person in company["people"]}
    addresses = {person["key"] for person in company["people"]}
    whole = list(company["full_names"])
    made = 0
    while made < count:
        given, family = chance.choice(company["given_names"]), chance.choice(company["family_names"])
        name = whole.pop() if whole else f"{given} {family}"
        if likeness(name) in names:
            continue
        names.add(likeness(name))
        made += 1
        title = chance.choices(titles, shares)[0]
        yield {
            "name": name,
            "email": f"{_address(name, made, addresses)}@{DOMAIN}",
            "title": title["title"],
            "team": title["team"],
            "role": title["role"],
            "city": chance.choice(cities),
        }


def _address(name: str, number: int, taken: set[str]) -> str:
    """The name in plain letters where it has any, else a number: addresses are ASCII."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(_SPELLED)).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z]+", plain.replace("'", ""))
    address = f"{words[0]}.{words[-1]}" if len(words) > 1 else f"staff.{number}"
    if address in taken:
        address = f"{address}.{number}"
    taken.add(address)
    return address
