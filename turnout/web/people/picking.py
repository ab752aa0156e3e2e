"""Finding the person somebody means when they type a name."""

from turnout.core.people.models import Person

LOOK_ALIKES = 3


def find_person(text_or_id: str) -> Person | None:
    """The one active person with this id, email address or whole name; None if nobody or several."""
    found = list(Person.objects.active().named(text_or_id)[:2])
    return found[0] if len(found) == 1 else None


def is_ambiguous(text: str) -> bool:
    return len(Person.objects.active().named(text)[:2]) > 1


def look_alikes(text: str) -> list[Person]:
    """Who may be meant by a part of a name."""
    return list(Person.objects.active().likeliest(text)[:LOOK_ALIKES]) if text.strip() else []
