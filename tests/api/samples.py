"""Bodies that are right, made from what a body takes: two of each, unlike in everything that may change."""

from typing import Any

from turnout.api.wire.schema import Body
from turnout.api.wire.values import Moment, Row, Text, Unkept
from turnout.core.values import Choice, Choices, Link, Many, Number, YesNo


def sample(body: Body, number: int, known: dict[str, Any]) -> dict[str, Any]:
    """The body numbered so; what is `known` is taken from there by its name."""
    found = {}
    for name, part in body.parts.items():
        if isinstance(part, Unkept):
            continue
        value = known[name] if name in known else _one(part, name, number, known)
        if value is not None:
            found[name] = value
    return found


def _one(part: Any, name: str, number: int, known: dict[str, Any]) -> Any:
    if isinstance(part, Text):
        return f"  Two  {name} {number} \n"[: part.most]  # spaces and line breaks that are often lost
    if isinstance(part, Link):
        return f"https://example.org/{name}/{number}"
    if isinstance(part, Choice):
        words = [each for each in part.options if each]
        return words[number % len(words)]
    if isinstance(part, Choices):
        return [*part.options][:number]
    if isinstance(part, Number):
        return max(part.least, -number)
    if isinstance(part, YesNo):
        return bool(number % 2)
    if isinstance(part, Moment):
        return f"2026-03-0{number + 1}T10:00:00.000Z"
    if isinstance(part, Row):
        rows = part.of()[:2]
        return rows[number % len(rows)].pk if rows else None
    if isinstance(part, Body):
        return sample(part, number, known)
    if isinstance(part, Many):
        return [_one(part.of, name, number, known)]
    raise AssertionError(f"say in KNOWN what {name} may be: {part}")
