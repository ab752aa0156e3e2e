"""What may stand in a custom field: read from a form, a script or a file, and checked by its kind."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlsplit

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from turnout.core.lib.cached_tables import cached_table
from turnout.core.people.models import Person, Team
from turnout.incidents.errors import NotPossible
from turnout.incidents.fields.models import CustomField, FieldKind
from turnout.incidents.fields.models.fields import Value, set_draft_values
from turnout.incidents.incident.models import Incident

TEXT_LENGTH = 2000
MOST_CHOSEN = 100
LARGEST = Decimal(10) ** 12
PLACES = Decimal("0.000001")


def fields_in_use() -> list[CustomField]:
    return [each for each in cached_table(CustomField).values() if each.is_active]


def field_by_key(key: str) -> CustomField | None:
    return next((each for each in cached_table(CustomField).values() if each.key == key), None)


def read_value(field: CustomField, given: Any, held: Value | None = None) -> Value | None:
    """The value as it is kept; None where nothing is given.

    held  what stands there now: an option no longer in use may stay, but can't be chosen anew
    Raises CannotHold.
    """
    if given is None or given == "" or given == [] or given == ():
        return None
    return READERS[FieldKind(field.kind)](field, given, held)


def set_draft_fields(draft: Incident, given: Mapping[str, Any]) -> None:
    """Let a draft have these values, by key; what can't be kept is left out."""
    values: dict[str, Value] = {}
    for key, each in given.items():
        field = field_by_key(key)
        with suppress(NotPossible):
            value = read_value(field, each) if field else None
            if value is not None:
                values[key] = value
    set_draft_values(draft, values)


def words_for(field: CustomField, value: Value | None) -> str:
    """The value as people read it, on one line."""
    if value is None:
        return ""
    if field.is_select:
        keys = (value,) if isinstance(value, str) else value
        return ", ".join(str(field.option(key) or key) for key in keys if isinstance(key, str))  # type: ignore[union-attr]
    if isinstance(value, Decimal):
        return str(number_format(as_plain(value), use_l10n=True, force_grouping=True))
    if isinstance(value, date):
        return str(date_format(value))
    return str(value)


def as_plain(number: Decimal) -> str:
    """Without an exponent or zeros at the end."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class CannotHold(NotPossible):
    """A value that its field can't hold; `why` says it without naming the field."""

    def __init__(self, field: CustomField, why: str) -> None:
        self.why = why
        super().__init__(_("%(field)s: %(why)s") % {"field": field.name, "why": why})


def _option(field: CustomField, given: Any, held: Value | None) -> str:
    option = field.option(given) if isinstance(given, str) else None
    before = (held,) if isinstance(held, str) else held if isinstance(held, tuple) else ()
    if option is None or not (option.is_active or option.key in before):
        raise CannotHold(field, _("Choose one of the options."))
    return option.key


def _options(field: CustomField, given: Any, held: Value | None) -> tuple[str, ...]:
    if not isinstance(given, list | tuple | set | frozenset):
        raise CannotHold(field, _("Choose from the options."))
    if len(given) > MOST_CHOSEN:
        raise CannotHold(field, _("Choose up to %(most)s.") % {"most": MOST_CHOSEN})
    chosen = {_option(field, each, held) for each in given}
    return tuple(each.key for each in field.options if each.key in chosen)


def _text(field: CustomField, given: Any, held: Value | None) -> str | None:
    if not isinstance(given, str) or "\x00" in given:
        raise CannotHold(field, _("Enter some text."))
    text = given.replace("\r\n", "\n").strip()
    if len(text) > TEXT_LENGTH:
        raise CannotHold(field, _("Up to %(most)s characters.") % {"most": TEXT_LENGTH})
    return text or None


def _link(field: CustomField, given: Any, held: Value | None) -> str | None:
    text = _text(field, given, held)
    if text is None:
        return None
    try:
        parts = urlsplit(text)
        is_one = parts.scheme in ("http", "https") and bool(parts.hostname) and not set(text) & set(" \n\t")
    except ValueError:
        is_one = False
    if not is_one:
        raise CannotHold(field, _("Enter a full address starting with https://."))
    return text


def _number(field: CustomField, given: Any, held: Value | None) -> Decimal | None:
    if isinstance(given, str) and not given.strip():
        return None
    try:
        if isinstance(given, bool) or not isinstance(given, str | int | float | Decimal):
            raise InvalidOperation
        number = Decimal(str(given).strip()[:40])
        if not number.is_finite() or abs(number) >= LARGEST:
            raise InvalidOperation
        return number.quantize(PLACES)
    except (InvalidOperation, ValueError):
        raise CannotHold(field, _("Enter a number, for example 12 or 3.5.")) from None


def _day(field: CustomField, given: Any, held: Value | None) -> date:
    if type(given) is date:
        return given
    try:
        return date.fromisoformat(given.strip()) if isinstance(given, str) else date.fromisoformat("")
    except ValueError:
        raise CannotHold(field, _("Enter a date, for example 2026-03-29.")) from None


def _person(field: CustomField, given: Any, held: Value | None) -> Person:
    if isinstance(given, Person) and (given.is_active or given == held):
        return given
    raise CannotHold(field, _("Choose someone who's still here."))


def _team(field: CustomField, given: Any, held: Value | None) -> Team:
    if isinstance(given, Team):
        return given
    raise CannotHold(field, _("Choose a team."))


READERS: dict[FieldKind, Callable[[CustomField, Any, Value | None], Value | None]] = {
    FieldKind.SINGLE_SELECT: _option,
    FieldKind.MULTI_SELECT: _options,
    FieldKind.TEXT: _text,
    FieldKind.LINK: _link,
    FieldKind.NUMBER: _number,
    FieldKind.DATE: _day,
    FieldKind.PERSON: _person,
    FieldKind.TEAM: _team,
}
