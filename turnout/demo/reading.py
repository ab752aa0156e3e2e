"""Reading the demo organization's files."""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C, five times as fast, where it is built in
_LENGTHS = {"d": timedelta(days=1), "h": timedelta(hours=1), "m": timedelta(minutes=1)}


@dataclass(frozen=True)
class Story:
    """One incident as it is written down: what happened, minute by minute after it was raised."""

    discipline: str
    name: str
    ago: timedelta
    reporter: str
    severity: int | None = None
    summary: str = ""
    city: str | None = None
    private: tuple[str, ...] = ()
    review: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    entries: list[dict[str, Any]] = field(default_factory=list)


def read_company() -> dict[str, Any]:
    found: dict[str, Any] = _read(files("turnout.demo").joinpath("company.yaml"))
    return found


def read_stories() -> list[Story]:
    """Every incident, the oldest first."""
    stories = []
    for file in sorted(files("turnout.demo").joinpath("incidents").iterdir(), key=lambda each: each.name):
        if file.name.endswith(".yaml"):
            for told in _read(file):
                stories.append(_story(file.name.removesuffix(".yaml"), told))
    return sorted(stories, key=lambda story: (-story.ago, story.name))


def _read(file: Traversable) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  (a safe loader either way)


def _story(discipline: str, told: dict[str, Any]) -> Story:
    plain = ("name", "reporter", "severity", "summary", "city", "review", "fields")
    told = {key: flowing(value) if key in ("summary", "review") else value for key, value in told.items()}
    return Story(
        discipline=discipline,
        ago=length(told["ago"]),
        private=tuple(told.get("private", ())),
        entries=told.get("story", []),
        **{key: told[key] for key in plain if key in told},
    )


def flowing(text: str) -> str:
    """Lines only wrapped to fit the file become one; lists, tables and headings stay as they are."""
    lines: list[str] = []
    for line in text.splitlines():
        opens = re.match(r"([-*>] |#|\||\d+\. |$)", line)
        if opens or not lines or re.match(r"(#|\||$)", lines[-1]):
            lines.append(line)
        else:
            lines[-1] += f" {line.strip()}"
    return "\n".join(lines)


def length(text: str) -> timedelta:
    """ "12d 5h" as a length of time. ValueError if it isn't one."""
    parts = re.findall(r"(\d+)([dhm])", text)
    if " ".join(f"{number}{unit}" for number, unit in parts) != text:
        raise ValueError(f"{text!r} isn't days, hours and minutes")
    return sum((int(number) * _LENGTHS[unit] for number, unit in parts), timedelta())
