"""People and teams, as the rows they are; written by address and by name."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from turnout.core.lib.ids import is_id
from turnout.core.people.models import Person as PersonRow
from turnout.core.people.models import Team as TeamRow
from turnout.core.values.choosing import listed
from turnout.core.values.faults import IS_REQUIRED, NOT_FOUND
from turnout.core.values.value import Reading, Schema, Value, Words, too_many

LONGEST = 254
MOST = 100


@dataclass(frozen=True, kw_only=True)
class Person(Value["PersonRow | None"]):
    """Someone who is here, by id, address or whole name.

    besides  someone who may stay although they have left
    """

    besides: PersonRow | None = None
    default: PersonRow | None = None
    takes: ClassVar[str] = "person"

    def _take(self, given: Any, reading: Reading) -> PersonRow | None:
        return _person(given, reading, [self.besides] if self.besides else [])

    def write(self, value: PersonRow | None) -> str | None:
        return value.email or value.pk if value else None


@dataclass(frozen=True, kw_only=True)
class Team(Value["TeamRow | None"]):
    """A team, by id or name. `none`: what it is called to have none."""

    none: Words = ""
    default: TeamRow | None = None
    takes: ClassVar[str] = "team"

    def _take(self, given: Any, reading: Reading) -> TeamRow | None:
        return _team(given, reading)

    def write(self, value: TeamRow | None) -> str | None:
        return value.name if value else None


@dataclass(frozen=True, kw_only=True)
class People(Value[tuple[PersonRow, ...]]):
    """Several people, each once."""

    most: int = MOST
    besides: tuple[PersonRow, ...] = ()
    default: tuple[PersonRow, ...] = ()
    takes: ClassVar[str] = "people"

    def _take(self, given: Any, reading: Reading) -> tuple[PersonRow, ...]:
        items = _items(given, reading, self)
        found = [_person(each, reading, self.besides) for each in items]
        return self.tidy(each for each in found if each)

    def tidy(self, value: Any) -> tuple[PersonRow, ...]:
        return tuple(dict.fromkeys(value or ()))

    def write(self, value: tuple[PersonRow, ...]) -> list[str]:
        return [each.email or each.pk for each in value]

    def said(self, value: tuple[PersonRow, ...]) -> str:
        return ", ".join(str(each) for each in value)

    def _schema(self) -> Schema:
        return {"type": "array", "items": {"type": "string"}, "maxItems": self.most}


@dataclass(frozen=True, kw_only=True)
class Teams(Value[tuple[TeamRow, ...]]):
    """Several teams, each once."""

    most: int = MOST
    default: tuple[TeamRow, ...] = ()
    takes: ClassVar[str] = "teams"

    def _take(self, given: Any, reading: Reading) -> tuple[TeamRow, ...]:
        found = [_team(each, reading) for each in _items(given, reading, self)]
        return self.tidy(each for each in found if each)

    def tidy(self, value: Any) -> tuple[TeamRow, ...]:
        return tuple(dict.fromkeys(value or ()))

    def write(self, value: tuple[TeamRow, ...]) -> list[str]:
        return [each.name for each in value]

    def said(self, value: tuple[TeamRow, ...]) -> str:
        return ", ".join(str(each) for each in value)

    def _schema(self) -> Schema:
        return {"type": "array", "items": {"type": "string"}, "maxItems": self.most}


def _items(given: Any, reading: Reading, of: People | Teams) -> list[Any]:
    items = listed(given, reading)
    if of.required and not items:
        reading.fault(given, IS_REQUIRED, _("Name at least one."))
    if len(items) > of.most:
        too_many(given, reading, of.most)
        return []
    return items


def _person(given: Any, reading: Reading, besides: Iterable[PersonRow]) -> PersonRow | None:
    if isinstance(given, PersonRow):
        if given.is_active or given in besides:
            return given
        reading.fault(given, NOT_FOUND, _("That person has left. Choose someone else."))
        return None
    text = (reading.door.text(given) or "").strip()[:LONGEST]
    stays = next((each for each in besides if text in (each.pk, each.email)), None)
    if stays is not None:
        return stays
    found: list[PersonRow] = (
        list(PersonRow.objects.active().named(text)[:2]) if reading.door.is_plain(text) else []
    )
    if len(found) != 1:
        reading.fault(given, NOT_FOUND, _nobody(text, bool(found)))
        return None
    return found[0]


def _nobody(text: str, several: bool) -> str:
    if several:
        words = _("More than one person is called “%(name)s”. Type their email address instead.")
        return words % {"name": text}
    if is_id(text):
        return _("That person has left. Choose someone else.")
    names = ", ".join(each.name for each in PersonRow.objects.active().likeliest(text)[:3]) if text else ""
    if names:
        return _("Nobody has exactly that name. Did you mean %(names)s?") % {"names": names}
    return _("We don't know “%(name)s”. Type a full name or an email address.") % {"name": text}


def _team(given: Any, reading: Reading) -> TeamRow | None:
    if isinstance(given, TeamRow):
        return given
    text = (reading.door.text(given) or "").strip()
    rows = TeamRow.objects.filter(pk=text) if is_id(text) else TeamRow.objects.filter(name=text)
    found = rows.first() if text and reading.door.is_plain(text) else None
    if found is None:
        reading.fault(given, NOT_FOUND, _("There's no team called “%(name)s”.") % {"name": text[:80]})
    return found
