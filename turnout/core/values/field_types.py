"""What a custom field can hold: types that any room with fields of its own can use, and add to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from turnout.core.people.models import Person as PersonRow
from turnout.core.values.choosing import Choice, Choices, Option
from turnout.core.values.days import Day
from turnout.core.values.numbers import Number
from turnout.core.values.people import Person, Team
from turnout.core.values.value import Value, Words
from turnout.core.values.words import Link, LongText

TEXT_LENGTH = 2000
MOST_CHOSEN = 100
LARGEST = 10**12 - 1


@dataclass(frozen=True)
class Asked:
    """What a field says about itself. `held` is what it holds now: that may stay, though it isn't offered."""

    label: str = ""
    help: str = ""
    options: Iterable[Option] = ()
    held: Any = None


@dataclass(frozen=True)
class FieldType:
    """One type of custom field: its key for good, its words, and the value it makes of what a field says."""

    key: str
    name: Words
    icon: str
    value: Callable[[Asked], Value[Any]]
    has_options: bool = False


_types: dict[str, FieldType] = {}


def register(*given: FieldType) -> None:
    """Make types of custom fields known. One that has a key already in use takes its place."""
    for each in given:
        _types[each.key] = each


def field_types() -> dict[str, FieldType]:
    """All there are, by key, in the order they were made known."""
    return _types


def _chosen(asked: Asked) -> list[Option]:
    held = (asked.held,) if isinstance(asked.held, str) else asked.held or ()
    return [each for each in asked.options if each.is_offered or each.key in held]


def _said(asked: Asked) -> dict[str, Any]:
    return {"label": asked.label, "help": asked.help}


register(
    FieldType(
        "single_select",
        _("One from a list"),
        "circle-dot",
        lambda asked: Choice(of=_chosen(asked), none=_("Not known"), **_said(asked)),
        has_options=True,
    ),
    FieldType(
        "multi_select",
        _("Several from a list"),
        "list-checks",
        lambda asked: Choices(of=_chosen(asked), most=MOST_CHOSEN, **_said(asked)),
        has_options=True,
    ),
    FieldType(
        "text",
        _("Text"),
        "text-cursor-input",
        lambda asked: LongText(most=TEXT_LENGTH, lines=2, **_said(asked)),
    ),
    FieldType(
        "number",
        _("Number"),
        "hash",
        lambda asked: Number(least=-LARGEST, most=LARGEST, places=6, **_said(asked)),
    ),
    FieldType("link", _("Link"), "link", lambda asked: Link(most=TEXT_LENGTH, **_said(asked))),
    FieldType("date", _("Date"), "calendar", lambda asked: Day(**_said(asked))),
    FieldType(
        "person",
        _("Person"),
        "user",
        lambda asked: Person(
            besides=asked.held if isinstance(asked.held, PersonRow) else None, **_said(asked)
        ),
    ),
    FieldType("team", _("Team"), "users", lambda asked: Team(none=_("Not known"), **_said(asked))),
)
