"""Forms: the questions of each occasion, and custom forms, filled in from an incident's menu."""

from collections import defaultdict
from typing import Any

from django.utils.translation import gettext_lazy as _

from turnout.core.blueprints.settings import Data, Page, Setting, register
from turnout.core.conditions.value import ConditionsValue
from turnout.core.people.models import Person
from turnout.core.values import Choice, ChoiceOrRef, Group, Key, Many, Ref, Text
from turnout.core.values.field_types import TEXT_LENGTH
from turnout.incidents.definitions.models import IncidentType
from turnout.incidents.errors import NotPossible
from turnout.incidents.fields.actions.custom_forms import (
    KEY_LENGTH,
    add_custom_form,
    change_custom_form,
    remove_custom_form,
)
from turnout.incidents.fields.actions.defining import DESCRIPTION_LENGTH, NAME_LENGTH
from turnout.incidents.fields.actions.forms import HELP_LENGTH
from turnout.incidents.fields.actions.replacing import remove_form, set_elements
from turnout.incidents.fields.models import CustomField, FormElement, IncidentForm, Occasion
from turnout.incidents.fields.models.forms import CUSTOM, Input, Required
from turnout.incidents.fields.scope import INCIDENT_SCOPE

SECTIONS = {"severity": "severities", "type": "incident_types", "department": "departments"}


def _key_of(form: IncidentForm) -> str:
    return f"{form.occasion}-{form.type.key}" if form.type else form.occasion


def _forms() -> dict[str, Data]:
    found: dict[str, Data] = {}
    asks: dict[str, list[Data]] = defaultdict(list)
    for each in FormElement.objects.all():
        asks[each.form_id].append(_element(each))
    for form in IncidentForm.objects.all():
        type = form.type.key if form.type else ""
        if asks[form.pk] or form.type or not form.is_custom:
            found[_key_of(form)] = {"occasion": form.occasion, "type": type, "questions": asks[form.pk]}
    return found


def _element(element: FormElement) -> Data:
    return {
        "field": element.field.key if element.field else "",
        "input": element.asks,
        "help": element.help,
        "default": element.default,
        "required": element.required,
        "required_if": element.required_if,
        "shown_if": element.show_if,
    }


def _write_form(key: str, data: Data, by: Person | None) -> None:
    type = IncidentType.objects.get(key=data["type"]) if data["type"] else None
    if key != _key_of(IncidentForm(occasion=data["occasion"], type=type)):
        raise NotPossible(str(_("The key of a form is its occasion, and its type with a - between.")))
    if data["occasion"].startswith(CUSTOM) and type is None and not data["questions"]:
        raise NotPossible(str(_("Leave it out here until it asks something.")))
    set_elements(data["occasion"], type, [_settings(each) for each in data["questions"]], by=by)


def _settings(asked: Data) -> dict[str, Any]:
    return {
        "field": CustomField.objects.get(key=asked["field"]) if asked["field"] else None,
        "asks": asked["input"],
        "help": asked["help"],
        "default": list(asked["default"]),
        "required": asked["required"],
        "required_if": asked["required_if"],
        "show_if": asked["shown_if"],
    }


def _remove_form(key: str, by: Person | None) -> None:
    form = next(each for each in IncidentForm.objects.all() if _key_of(each) == key)
    if form.is_custom and form.type_id is None:
        set_elements(form.occasion, None, [], by=by)
    else:
        remove_form(form, by=by)


def _custom_form(key: str) -> IncidentForm:
    return IncidentForm.objects.get(occasion=CUSTOM + key, type=None)


def _add_custom_form(key: str, data: Data, by: Person | None) -> None:
    add_custom_form(key=key, name=data["name"], description=data["description"], by=by)


def _change_custom_form(key: str, data: Data, by: Person | None) -> None:
    form = _custom_form(key)
    words = {name: data.get(name, getattr(form, name)) for name in ("name", "description")}
    change_custom_form(form, **words, by=by)


CUSTOM_FORMS = Setting(
    section="custom_forms",
    title=_("Custom forms"),
    about=_("Filled in when needed, from an incident's menu; “forms” lists what they ask"),
    key=Key(most=KEY_LENGTH),
    fields={
        "name": Text(
            most=NAME_LENGTH,
            required=True,
            label=_("What is it called?"),
            help=_("As people would say it: Hand over, Ask counsel, What the insurer wants to know."),
        ),
        "description": Text(
            most=DESCRIPTION_LENGTH,
            label=_("What is it for?"),
            help=_("Shown above the questions."),
        ),
    },
    present=lambda: {
        each.occasion.removeprefix(CUSTOM): {"name": each.name, "description": each.description}
        for each in IncidentForm.objects.filter(occasion__startswith=CUSTOM, type=None).order_by("occasion")
    },
    add=_add_custom_form,
    change=_change_custom_form,
    remove=lambda key, by: remove_custom_form(_custom_form(key), by=by),
)


def _conditions(about: Any, formerly: str = "") -> ConditionsValue:
    return ConditionsValue(
        scope=INCIDENT_SCOPE,
        sections=SECTIONS,
        help=about,
        prefixes={"field.": "custom_fields"},
        formerly=formerly,
    )


QUESTION = Group(
    parts={
        "field": Ref(to="custom_fields"),
        "input": Choice(of=Input, help=_("What every incident has, where it isn't a field")),
        "help": Text(most=HELP_LENGTH, label=_("Help text")),
        "default": Many(of=Text(most=TEXT_LENGTH), formerly="begins_with"),
        "required": Choice(
            of={
                Required.NEVER.value: _("No"),
                Required.ALWAYS.value: _("Yes"),
                Required.IF.value: _("Only if …"),
            },
            default=Required.NEVER.value,
            formerly="needed",
            spread=True,
            label=_("Is an answer required?"),
        ),
        "required_if": _conditions(_("With “required: if”"), formerly="needed_if"),
        "shown_if": _conditions(_("Without any, always")),
    }
)
FORMS = Setting(
    section="forms",
    title=_("Forms"),
    about=_(
        "By occasion, such as “declare”, or for one type alone: “declare-operations”, “custom-hand-over”"
    ),
    key=Key(most=80),
    page=Page(
        path="forms",
        icon="clipboard-list",
        summary=_("When people report, accept, update or resolve"),
    ),
    fields={
        "occasion": ChoiceOrRef(of=Occasion, to="custom_forms", prefix=CUSTOM, required=True),
        "type": Ref(to="incident_types", help=_("Whose own form it is; without it, everyone's")),
        "questions": Many(
            formerly="asks",
            help=_("The questions, from top to bottom"),
            of=QUESTION,
        ),
    },
    present=_forms,
    add=_write_form,
    change=_write_form,
    remove=_remove_form,
    fixed=frozenset({"occasion", "type"}),
    after=("incident_types", "custom_fields", "custom_forms", "severities", "departments"),
)

register(CUSTOM_FORMS, FORMS)
