"""Those who look on: who follows an incident, and who had it open when."""

from datetime import timedelta
from random import Random

from turnout.core.people.models import Person
from turnout.demo.stage import Stage, Telling
from turnout.incidents.access.actions.following import subscribe
from turnout.incidents.models import Incident
from turnout.incidents.room.actions.visiting import visit

REMEMBERED = timedelta(days=14)  # visits to what began since are worth having
WATCHING = {1: ("finn", "ingrid", "freya", "ravi"), 2: ("ingrid", "freya"), 3: ("freya",)}
LOOKING_IN = ("ada", "bo", "dee", "finn", "gus", "ingrid", "freya")


def gather(stage: Stage, telling: Telling, chance: Random) -> None:
    """Plan who begins to follow, and who looks in."""
    _plan_followers(stage, telling, chance)
    if stage.now - telling.raised_at < REMEMBERED:
        _plan_visits(stage, telling, chance)


def _plan_followers(stage: Stage, telling: Telling, chance: Random) -> None:
    if telling.story.private or telling.story.severity is None:
        return
    crowd = chance.sample(stage.crew.others, chance.randint(0, max(0, 4 - telling.story.severity) * 2))
    for person in [*(stage.person(key) for key in WATCHING.get(telling.story.severity, ())), *crowd]:
        moment = telling.moment(chance.uniform(3, 60))
        stage.later(moment, telling, lambda person=person: _if_seen(telling, person, subscribe))  # type: ignore[misc]


def _plan_visits(stage: Stage, telling: Telling, chance: Random) -> None:
    last: dict[str, float] = {telling.story.reporter: 0}
    for entry in telling.story.entries:
        last[entry["by"]] = entry["at"]
    so_far = (stage.now - telling.raised_at) / timedelta(minutes=1)
    for key in LOOKING_IN:
        if not telling.story.private and chance.random() < 0.6:
            last.setdefault(key, chance.uniform(0, so_far))
    for key, minutes in last.items():
        person = stage.person(key)
        stage.later(
            telling.moment(minutes + 1),
            telling,
            lambda person=person: _if_seen(telling, person, visit),  # type: ignore[misc]
        )


def _if_seen(telling: Telling, person: Person, verb: object) -> None:
    """Do it if at that moment the person could."""
    if callable(verb) and Incident.objects.visible_to(person).filter(pk=telling.room.pk).exists():
        verb(telling.room, by=person)
