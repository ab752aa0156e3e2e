"""Time zones for people: the list a form offers, and what somebody's local time means."""

from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

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


def from_local(text: str, zone: ZoneInfo) -> datetime:
    """The moment in UTC that somebody in `zone` means by "2026-03-29T02:30". ValueError if it is no time.

    A time that the clocks skip is read as if they hadn't yet moved; of one that comes twice, the first.
    """
    moment = datetime.fromisoformat(text.strip())
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("out of range") from None


def to_local(moment: datetime, zone: ZoneInfo) -> str:
    """`moment` as the value of a datetime-local field."""
    return moment.astimezone(zone).strftime("%Y-%m-%dT%H:%M")
