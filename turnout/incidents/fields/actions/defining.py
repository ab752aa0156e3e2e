"""Deciding what incidents are asked: custom fields, their options, and the order of both."""

from collections.abc import Iterable
from typing import TypeVar

from django.db import transaction
from django.db.models import Max, QuerySet
from django.db.models.deletion import ProtectedError
from django.utils.translation import gettext as _

from turnout.core.events.changes import NOTHING, as_it_is, changes
from turnout.core.events.record import record
from turnout.core.people.actions.agreement import ask_agreement
from turnout.core.people.models import Person
from turnout.incidents.definitions.actions.keys import free_key
from turnout.incidents.errors import NotPossible
from turnout.incidents.fields.actions.noting import OF_FIELD, OF_OPTION, all_of, note_field
from turnout.incidents.fields.events import FieldAdded, FieldRemoved
from turnout.incidents.fields.models import (
    CustomField,
    CustomFieldOption,
    CustomFieldValue,
    FieldKind,
    FormElement,
)
from turnout.incidents.fields.models.forms import REPORTING, Required

MOST_FIELDS = 100
MOST_OPTIONS = 200  # of one field
HIGHEST_RANK = 1_000_000
NAME_LENGTH, DESCRIPTION_LENGTH, OPTION_LENGTH = 80, 2000, 120

R = TypeVar("R", CustomField, CustomFieldOption, FormElement)


@transaction.atomic
def add_field(
    *,
    name: str,
    kind: str,
    description: str = "",
    options: Iterable[str] = (),
    key: str = "",
    by: Person | None,
) -> CustomField:
    """One more field, behind those there are. Its kind and its key stay for good. Raises NotPossible.

    A retired one of the same name and kind is brought back: what it held is its own again.
    """
    if kind not in [each.value for each in FieldKind]:
        raise NotPossible(_("There's no such type of field."))
    retired = CustomField.objects.filter(name__iexact=name, kind=kind, is_active=False).first()
    if retired:
        field = change_field(retired, name=name, description=description, is_active=True, by=by)
        add_options(field, options, by=by)
        return field
    if CustomField.objects.count() >= MOST_FIELDS:
        raise NotPossible(
            _("You already have %(most)s custom fields. Remove one nobody needs.") % {"most": MOST_FIELDS}
        )
    field = CustomField(kind=kind, rank=_next_rank(CustomField.objects.all()))
    _word(field, name, description)
    field.key = key or free_key(CustomField.objects.all(), field.name, longest=40, otherwise="other")
    if key and CustomField.objects.filter(key=key).exists():
        raise NotPossible(_("There's already a custom field with this key."))
    field.save(force_insert=True)
    _add_options(field, options)
    said = changes(NOTHING, all_of(field))
    record(field, FieldAdded(key=field.key, name=field.name, changes=said), by=by)
    return field


@transaction.atomic
def change_field(
    field: CustomField, *, name: str, description: str, is_active: bool | None = None, by: Person | None
) -> CustomField:
    """Reword it, retire it or bring it back: its values stay readable either way."""
    field = _locked(field)
    before = as_it_is(field, OF_FIELD)
    _word(field, name, description)
    if is_active is not None:
        field.is_active = is_active
    if before != as_it_is(field, OF_FIELD):
        if field.is_active and _is_required_of_reporters(field):
            ask_agreement(field.name, by=by)
        field.save(update_fields=OF_FIELD)
        note_field(field, before, as_it_is(field, OF_FIELD), by)
    return field


@transaction.atomic
def move_field(field: CustomField, *, up: bool, by: Person | None) -> None:
    """Let it change places with its neighbour."""
    rows = list(CustomField.objects.select_for_update())
    before = [each.name for each in rows]
    if swap(field, rows, up=up):
        note_field(field, {"order": before}, {"order": [each.name for each in rows]}, by)


@transaction.atomic
def remove_field(field: CustomField, *, by: Person | None) -> None:
    """Delete one that has no value in any incident; forms stop asking for it."""
    try:
        with transaction.atomic():
            said = changes(all_of(field), NOTHING)
            record(field, FieldRemoved(key=field.key, name=field.name, changes=said), by=by)
            field.delete()
    except ProtectedError:
        message = _("“%(name)s” has answers, so it can't be removed. Retire it instead.")
        raise NotPossible(message % {"name": field.name}) from None


@transaction.atomic
def delete_or_retire_field(field: CustomField, *, by: Person | None) -> None:
    """For scripts, which have one word for both: what incidents hold stays readable."""
    if CustomFieldValue.objects.filter(field=field).exists():
        change_field(field, name=field.name, description=field.description, is_active=False, by=by)
    else:
        remove_field(field, by=by)


@transaction.atomic
def add_options(
    field: CustomField,
    values: Iterable[str],
    *,
    rank: int | None = None,
    key: str = "",
    by: Person | None,
) -> list[CustomFieldOption]:
    """More options, behind those there are or from this rank on. One there is already isn't added twice;
    a retired one is brought back.

    key  of a single one; without it, one is made of its words
    """
    field, values = _locked(field), list(values)
    added = _brought_back(field, values, rank) + _add_options(field, values, rank, key)
    if added:
        note_field(field, NOTHING, {"options": [each.value for each in added]}, by)
    return added


@transaction.atomic
def change_option(
    option: CustomFieldOption,
    *,
    value: str | None = None,
    is_active: bool | None = None,
    rank: int | None = None,
    by: Person | None,
) -> CustomFieldOption:
    """Reword it everywhere, or retire it: incidents that have it keep it."""
    field = _locked(option.field)
    option = CustomFieldOption.objects.get(pk=option.pk)
    before = as_it_is(option, OF_OPTION)
    if value is not None:
        option.value = _checked_option(value)
        same = CustomFieldOption.objects.filter(field=field, value=option.value).exclude(pk=option.pk)
        if same.exists():
            raise NotPossible(_("There's already an option called “%(name)s”.") % {"name": option.value})
    if is_active is not None:
        option.is_active = is_active
    if rank is not None:
        option.rank = _checked_rank(rank)
    if before != as_it_is(option, OF_OPTION):
        option.save(update_fields=OF_OPTION)
        note_field(field, {"option": before}, {"option": as_it_is(option, OF_OPTION)}, by)
    return option


@transaction.atomic
def move_option(option: CustomFieldOption, *, up: bool, by: Person | None) -> None:
    field = _locked(option.field)
    rows = list(CustomFieldOption.objects.filter(field=field))
    before = [each.value for each in rows]
    if swap(option, rows, up=up):
        note_field(field, {"order": before}, {"order": [each.value for each in rows]}, by)


@transaction.atomic
def remove_option(option: CustomFieldOption, *, by: Person | None) -> None:
    """Delete one that no incident has. Raises NotPossible for others: they can only be retired."""
    field = _locked(option.field)
    if CustomFieldValue.objects.filter(option=option).exists():
        message = _("Some incidents use “%(name)s”, so it can't be removed. Retire it instead.")
        raise NotPossible(message % {"name": option.value})
    CustomFieldOption.objects.get(pk=option.pk).delete()  # the caller may have a shared one
    note_field(field, {"option": as_it_is(option, OF_OPTION)}, NOTHING, by)


@transaction.atomic
def delete_or_retire_option(option: CustomFieldOption, *, by: Person | None) -> None:
    """For scripts, which have one word for both."""
    if CustomFieldValue.objects.filter(option=option).exists():
        change_option(option, is_active=False, by=by)
    else:
        remove_option(option, by=by)


def _is_required_of_reporters(field: CustomField) -> bool:
    """Then its words decide what somebody has to say before a report can be sent."""
    asked = FormElement.objects.filter(field=field, form__occasion__in=REPORTING)
    return asked.exclude(required=Required.NEVER).exists()


def _locked(field: CustomField) -> CustomField:
    return CustomField.objects.select_for_update(no_key=True).get(pk=field.pk)


def _word(field: CustomField, name: str, description: str) -> None:
    field.name, field.description = name, description
    if not field.name.strip():
        raise NotPossible(_("Give it a name."))
    if len(field.name) > NAME_LENGTH or len(field.description) > DESCRIPTION_LENGTH:
        raise NotPossible(_("Keep the name to %(most)s characters.") % {"most": NAME_LENGTH})
    if CustomField.objects.filter(name__iexact=field.name).exclude(pk=field.pk).exists():
        raise NotPossible(_("There's already a custom field called “%(name)s”.") % {"name": field.name})


def _checked_option(value: str) -> str:
    if not value.strip() or len(value) > OPTION_LENGTH:
        raise NotPossible(_("An option must have 1 to %(most)s characters.") % {"most": OPTION_LENGTH})
    return value


def _brought_back(field: CustomField, values: list[str], rank: int | None) -> list[CustomFieldOption]:
    retired = CustomFieldOption.objects.filter(field=field, value__in=values, is_active=False)
    found = list(retired)
    for each in found:
        each.is_active, each.rank = True, each.rank if rank is None else _checked_rank(rank)
        each.save(update_fields=["is_active", "rank"])
    return found


def _add_options(
    field: CustomField, values: Iterable[str], rank: int | None = None, key: str = ""
) -> list[CustomFieldOption]:
    wanted = list(dict.fromkeys(_checked_option(value) for value in values if value.strip()))
    if wanted and not field.is_select:
        raise NotPossible(_("Only list fields have options."))
    options = CustomFieldOption.objects.filter(field=field)
    known = {each.value for each in options}
    new = [value for value in wanted if value not in known]
    if len(known) + len(new) > MOST_OPTIONS:
        raise NotPossible(_("A custom field can have up to %(most)s options.") % {"most": MOST_OPTIONS})
    rank = _next_rank(options) if rank is None else _checked_rank(rank)
    return [
        CustomFieldOption.objects.create(
            field=field,
            value=value,
            key=key or free_key(options, value, longest=60, otherwise="other"),
            rank=rank + nth,
        )
        for nth, value in enumerate(new)
    ]


def _checked_rank(rank: int) -> int:
    if abs(rank) > HIGHEST_RANK:
        raise NotPossible(_("The position must be from -%(most)s to %(most)s.") % {"most": HIGHEST_RANK})
    return rank


def _next_rank(rows: "QuerySet[CustomField] | QuerySet[CustomFieldOption]") -> int:
    return int(rows.aggregate(last=Max("rank"))["last"] or 0) + 1


def swap(row: R, rows: list[R], *, up: bool) -> bool:
    """Renumber all of them with this one moved by a place. False where there is no place to go."""
    places = [each.pk for each in rows]
    here = places.index(row.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(rows):
        return False
    rows[here], rows[there] = rows[there], rows[here]
    for rank, each in enumerate(rows, 1):
        if each.rank != rank:
            each.rank = rank
            each.save(update_fields=["rank"])
    return True
