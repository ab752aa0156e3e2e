"""Time zones for people: the list a form offers."""

from functools import cache
from zoneinfo import available_timezones

AREAS = tuple(
    "Africa/ America/ Antarctica/ Arctic/ Asia/ Atlantic/ Australia/ Europe/ Indian/ Pacific/".split()
)


@cache
def names() -> list[str]:
    """Every zone named after a place, and UTC first. The old one-word names and offsets stay out."""
    return ["UTC", *sorted(name for name in available_timezones() if name.startswith(AREAS))]


@cache
def choices() -> list[tuple[str, str]]:
    """The zones as a form's choices: "Europe/Isle_of_Man" reads "Europe / Isle of Man"."""
    return [(name, name.replace("/", " / ").replace("_", " ")) for name in names()]


def is_zone(name: str) -> bool:
    return name in names()
