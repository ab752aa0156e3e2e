"""Custom fields in a row: what other systems write, read by the kind of the field."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from turnout.core.lib.cached_tables import cached_table
from turnout.core.people.models import Person, Team
from turnout.core.values.field_types import MOST_CHOSEN, TEXT_LENGTH
from turnout.incidents.errors import NotPossible
from turnout.incidents.fields.models import CustomField, CustomFieldOption, FieldKind
from turnout.incidents.fields.models.fields import Value
from turnout.incidents.fields.values import field_by_key, fields_in_use, read_value
from turnout.incidents.importing.problems import Unusable
from turnout.incidents.importing.prose import cut, line, prose
from turnout.incidents.importing.times import read_time

PREFIX = "field."
T = TypeVar("T")


def is_own(name: str) -> bool:
    """Whether this names a custom field in use: `field.` and its key."""
    return name.startswith(PREFIX) and any(each.key == name[len(PREFIX) :] for each in fields_in_use())


def read_own(fields: Mapping[str, Any]) -> tuple[dict[CustomField, Value], list[CustomField]]:
    """The custom fields of a row with their values, and those whose value can't be taken."""
    found: dict[CustomField, Value] = {}
    unread: list[CustomField] = []
    for name, given in fields.items():
        field = field_by_key(name.removeprefix(PREFIX)) if name.startswith(PREFIX) else None
        if field is None:
            continue
        try:
            read = READERS[FieldKind(field.kind)](field, given)
            value = read_value(field, read, read)  # options of long ago may be out of use by now
        except (NotPossible, Unusable, ValueError, OverflowError, OSError):
            value = None
        if value is None:
            unread.append(field)
        else:
            found[field] = value
    return found, unread


def _option(field: CustomField, given: Any) -> str:
    return _one(_matching(field, [line(given).casefold()])).key


def _options(field: CustomField, given: Any) -> tuple[str, ...]:
    texts = given if isinstance(given, list) else re.split("[,;|]", line(given))
    wanted = [line(each).casefold() for each in texts[:MOST_CHOSEN]]
    return tuple(each.key for each in _matching(field, [each for each in wanted if each]))


def _matching(field: CustomField, texts: list[str]) -> list[CustomFieldOption]:
    """The option of each text. ValueError if one has none."""
    by_word = {word.casefold(): each for each in field.options for word in (each.key, each.value)}
    if not texts or any(each not in by_word for each in texts):
        raise ValueError
    return [by_word[each] for each in texts]


def _day(field: CustomField, given: Any) -> date:
    when = read_time(given)
    if when is None:
        raise ValueError
    return when.moment.date()


def _person(field: CustomField, given: Any) -> Person:
    text = line(given)
    active = Person.objects.active()
    found: list[Person] = list(active.filter(email__iexact=text)[:1]) or list(
        active.filter(name__iexact=text)[:2]
    )
    return _one(found)


def _team(field: CustomField, given: Any) -> Team:
    text = line(given).casefold()
    return _one([each for each in cached_table(Team).values() if each.name.casefold() == text])


def _one(found: list[T]) -> T:
    if len(found) != 1:
        raise ValueError
    return found[0]


READERS: Mapping[FieldKind, Callable[[CustomField, Any], Any]] = {
    FieldKind.SINGLE_SELECT: _option,
    FieldKind.MULTI_SELECT: _options,
    FieldKind.TEXT: lambda _field, given: cut(prose(given), TEXT_LENGTH),
    FieldKind.LINK: lambda _field, given: line(given),
    FieldKind.NUMBER: lambda _field, given: line(given),
    FieldKind.DATE: _day,
    FieldKind.PERSON: _person,
    FieldKind.TEAM: _team,
}
