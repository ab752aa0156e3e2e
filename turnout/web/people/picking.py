"""Finding the person somebody means when they type a name."""

from turnout.core.people.models import Person


def find_person(text_or_id: str) -> Person | None:
    """The one active person with this id, email address or whole name; None if nobody or several."""
    found = list(Person.objects.active().named(text_or_id)[:2])
    return found[0] if len(found) == 1 else None
