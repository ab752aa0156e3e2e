"""Custom fields: what an organization wants to know of its incidents, and what can be chosen."""

from collections import defaultdict

from django.utils.translation import gettext_lazy as _

from turnout.core.blueprints.settings import Data, Page, Setting, register
from turnout.core.people.models import Person
from turnout.core.values import Choice, Group, Key, LongText, Many, Option, Text, YesNo, field_types
from turnout.incidents.fields.actions.defining import (
    DESCRIPTION_LENGTH,
    NAME_LENGTH,
    OPTION_LENGTH,
    add_field,
    change_field,
    remove_field,
)
from turnout.incidents.fields.actions.replacing import arrange_fields, set_options
from turnout.incidents.fields.models import CustomField, CustomFieldOption, FieldKind


def _types() -> list[Option]:
    types = field_types()
    return [Option(each.value, types[each].name, icon=types[each].icon) for each in FieldKind]


OPTION = Group(
    parts={
        "key": Key(most=60),
        "name": Text(
            most=OPTION_LENGTH,
            required=True,
            label=_("What is it called?"),
            help=_("Incidents that use it will show the new wording right away."),
        ),
        "in_use": YesNo(
            default=True,
            label=_("In use"),
            help=_("Untick to stop anyone choosing it. Incidents that already use it keep it."),
        ),
    }
)


def _fields() -> dict[str, Data]:
    options: dict[str, list[Data]] = defaultdict(list)
    for each in CustomFieldOption.objects.all():
        options[each.field_id].append({"key": each.key, "name": each.value, "in_use": each.is_active})
    return {
        each.key: {
            "name": each.name,
            "description": each.description,
            "type": each.kind,
            "options": options[each.pk],
            "in_use": each.is_active,
        }
        for each in CustomField.objects.all()
    }


def _add_field(key: str, data: Data, by: Person | None) -> None:
    made = add_field(key=key, name=data["name"], description=data["description"], kind=data["type"], by=by)
    _change_field(made.key, data, by)


def _change_field(key: str, data: Data, by: Person | None) -> None:
    field = CustomField.objects.get(key=key)
    change_field(
        field,
        name=data.get("name", field.name),
        description=data.get("description", field.description),
        is_active=data.get("in_use", field.is_active),
        by=by,
    )
    if "options" in data:
        set_options(field, data["options"], by=by)


FIELDS = Setting(
    section="custom_fields",
    formerly="fields",
    title=_("Custom fields"),
    about=_(
        "Custom fields: what this organization wants to know about an incident; rules and forms can use them"
    ),
    fields={
        "name": Text(
            most=NAME_LENGTH,
            required=True,
            label=_("What is it called?"),
            help=_("As people say it: Zone, Riders missing, People affected."),
        ),
        "description": LongText(
            most=DESCRIPTION_LENGTH, lines=2, label=_("Help text"), help=_("Shown under the question.")
        ),
        "type": Choice(
            formerly="kind",
            of=_types,
            spread=True,
            required=True,
            label=_("What type of answer?"),
            help=_("You can't change this later, because existing answers would be lost."),
        ),
        "options": Many(
            help=_("The options; one that incidents use can only be retired"),
            of=OPTION,
        ),
        "in_use": YesNo(default=True),
    },
    present=_fields,
    add=_add_field,
    change=_change_field,
    remove=lambda key, by: remove_field(CustomField.objects.get(key=key), by=by),
    arrange=lambda keys, by: arrange_fields(keys, by=by),
    model=CustomField,
    page=Page(
        path="custom-fields",
        icon="text-cursor-input",
        summary=_("What you want to know about an incident"),
        new=_("New custom field"),
        form=("name", "description"),
    ),
    fixed=frozenset({"type"}),
)

register(FIELDS)
