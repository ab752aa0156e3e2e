"""What scripts say an incident's custom fields, roles and times hold, as values of a body."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from turnout.api.shapes.definitions import RESOLVED, STARTED
from turnout.api.shapes.fields import VALUE_IN, wire_kind
from turnout.api.wire.schema import Body, Given
from turnout.api.wire.values import NOT_SUPPORTED, Moment, Row, Text, ignores, refuses
from turnout.core.lib.cached_tables import cached_table
from turnout.core.people.models import Person, Team
from turnout.core.values import Many, Reading, Value
from turnout.core.values.faults import NOT_FOUND, TOO_LONG
from turnout.core.values.field_types import MOST_CHOSEN, TEXT_LENGTH
from turnout.incidents.errors import NotPossible
from turnout.incidents.fields.actions.defining import MOST_FIELDS
from turnout.incidents.fields.values import read_value
from turnout.incidents.incident.actions.timestamps import BEGAN
from turnout.incidents.models import CustomField, FieldKind, Role, Timestamp

OVER = "resolved_at"
MOST_HOLDERS = 20
MOST_TIMES = 200
NO_CATALOG = _("Turnout has no catalog yet.")


@dataclass(frozen=True, kw_only=True)
class _Each(Many):
    """A list of objects, made into one mapping."""

    @property
    def start(self) -> Any:
        return {}

    def _take(self, given: Any, reading: Reading) -> Any:
        found: dict[Any, Any] = {}
        for place, each in enumerate(super()._take(given, reading)):
            found |= dict(self._read(each, reading.within(str(place))))
        return found

    def _read(self, each: Given, reading: Reading) -> Iterator[tuple[Any, Any]]:
        raise NotImplementedError


def _fields_in_use() -> Any:
    return CustomField.objects.filter(is_active=True)


_VALUE = Body(
    name="CustomFieldValuePayload",
    partly=True,
    parts={
        "value_option_id": Text(most=100),
        **{name: Text(most=TEXT_LENGTH) for name in VALUE_IN.values()},
        "value_catalog_entry_id": refuses(NO_CATALOG),
        "value_timestamp": ignores(),
        "id": ignores(),
    },
)
_ENTRY = Body(
    name="CustomFieldEntryPayload",
    parts={
        "custom_field_id": Row(of=_fields_in_use, required=True),
        "values": Many(of=_VALUE, most=MOST_CHOSEN),
    },
)


@dataclass(frozen=True, kw_only=True)
class Entries(_Each):
    """By key, what is to stand in each custom field; None where it is to be empty."""

    of: Value[Any] = _ENTRY
    most: int = MOST_FIELDS

    def _read(self, each: Given, reading: Reading) -> Iterator[tuple[str, Any]]:
        field = each.get("custom_field_id")
        if field is None:
            return
        reading = reading.within("values")
        given = [_given(field, value) for value in each.get("values", ())]
        several = field.kind == FieldKind.MULTI_SELECT
        if len(given) > 1 and not several:
            reading.fault(given, TOO_LONG, _("This field holds one value."))
            return
        try:
            yield field.key, read_value(field, given if several else given[0] if given else None)
        except NotPossible as reason:
            reading.invalid(given, str(reason))


def _given(field: CustomField, value: Given) -> Any:
    if field.is_select:
        id = value.get("value_option_id")
        return next((each.key for each in field.options if each.pk == id), id)
    text = value.get(VALUE_IN[wire_kind(field)])
    if field.kind == FieldKind.PERSON and text:
        return Person.objects.active().filter(email=text.strip().lower()).first() or text
    if field.kind == FieldKind.TEAM and text:
        return Team.objects.filter(name=text.strip()).first() or text
    return text


_HOLDER = Body(
    name="IncidentRoleAssignmentPayload",
    parts={
        "incident_role_id": Row(of=Role.objects.all, required=True),
        "assignee": Body(
            name="UserReference",
            parts={"id": Text(most=100), "email": Text(most=254), "slack_user_id": ignores()},
        ),
    },
)


@dataclass(frozen=True, kw_only=True)
class Holders(_Each):
    """Who is to have which role; None where nobody is to have it any more."""

    of: Value[Any] = _HOLDER
    most: int = MOST_HOLDERS

    def _read(self, each: Given, reading: Reading) -> Iterator[tuple[Role, Person | None]]:
        said = each.get("assignee", {})
        person = _person(said)
        if any(said.values()) and person is None:
            message = _("There's nobody here with this id or address.")
            reading.within("assignee").fault(each, NOT_FOUND, message)
        elif role := each.get("incident_role_id"):
            yield role, person


def _person(said: Given) -> Person | None:
    which = {"pk": said.get("id")} if said.get("id") else {"email": said.get("email", "").strip().lower()}
    found: Person | None = Person.objects.active().filter(**which).first()
    return found


_TIME = Body(
    name="IncidentTimestampValuePayload",
    parts={"incident_timestamp_id": Text(most=100, required=True), "value": Moment()},
)


@dataclass(frozen=True, kw_only=True)
class Times(_Each):
    """When something was, by key; None where that isn't known after all."""

    of: Value[Any] = _TIME
    most: int = MOST_TIMES

    def _read(self, each: Given, reading: Reading) -> Iterator[tuple[str, Any]]:
        id, settable = each.get("incident_timestamp_id"), _settable()
        if id in settable:
            yield settable[id], each.get("value")
        elif id:
            message = _("Turnout sets this time by itself.")
            reading.within("incident_timestamp_id").fault(each, NOT_SUPPORTED, message)


def _settable() -> dict[str, str]:
    """The times a script may set, by id: when it began and ended, and the organization's own."""
    own = {each.pk: each.key for each in cached_table(Timestamp).values()}
    return own | {STARTED: BEGAN, RESOLVED: OVER}
