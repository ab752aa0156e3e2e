"""Which part of the organization an event changed, where everyone who works here may read of it."""

from django.utils.functional import Promise

_areas: dict[str, str | Promise] = {}


def area(key: str, words: str | Promise) -> str:
    """Make an area known: events that say it (`Event.area`) stand on the page “What was changed”."""
    if _areas.setdefault(key, words) != words:
        raise RuntimeError(f"two areas are called {key}")
    return key


def areas() -> dict[str, str | Promise]:
    """Their words by key."""
    return dict(_areas)
