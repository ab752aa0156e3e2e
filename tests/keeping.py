"""What takes two people, done at once: for tests about what comes of it, not about how it is decided."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from turnout.core.people.actions.founding import add_person
from turnout.core.people.models import Person, Team
from turnout.incidents.access.actions import keepers, visibility
from turnout.incidents.access.models import Proposal
from turnout.incidents.access.proposals import carrying_out
from turnout.incidents.incident.models import Access, Keeper
from turnout.incidents.models import Incident
from turnout.incidents.room.actions import erasing
from turnout.reviews.actions import writing


def by_two(verb: Callable[..., Any]) -> Callable[..., Any]:
    """The verb as it runs once a second person agreed."""

    @wraps(verb)
    def agreed(*given: Any, **named: Any) -> Any:
        with carrying_out(Proposal(reason="A conflict of interest")):
            return verb(*given, **named)

    return agreed


erase_text = by_two(erasing.erase_text)
erase_review = by_two(writing.erase_review)
change_marks = by_two(visibility.change_marks)
lift_exclusion = by_two(visibility.lift_exclusion)
say_whom_it_is_about = by_two(keepers.say_whom_it_is_about)


def exclude_person(incident: Incident, person: Person, *, by: Person) -> None:
    look_after(incident, by, second_keeper())
    by_two(visibility.exclude_person)(incident, person, by=by)


def exclude_team(incident: Incident, team: Team, *, by: Person) -> None:
    look_after(incident, by, second_keeper())
    by_two(visibility.exclude_team)(incident, team, by=by)


def change_label(incident: Incident, label: str, *, by: Person, **more: Any) -> Incident:
    """Sealed, it is looked after by who seals it and somebody from outside the cast, so no owner comes in."""
    if label == "sealed":
        look_after(incident, by, second_keeper())
    changed: Incident = by_two(visibility.change_label)(incident, label, by=by, **more)
    return changed


def look_after(incident: Incident, *people: Person) -> None:
    """More keepers, as a rule would name them."""
    for person in people:
        Keeper.objects.get_or_create(incident=incident, person=person)
        Access.objects.get_or_create(incident=incident, person=person)


def second_keeper() -> Person:
    """Somebody who looks after things, and plays no part in most tests."""
    found = Person.objects.filter(email="kim@example.org").first()
    return found or add_person(
        name="Kim Sato", email="kim@example.org", title="Counsel", role="responder", by=None
    )
