"""Deciding what people are asked when: the elements of the forms, for everyone or for one kind of trouble."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from turnout.core.conditions import InvalidConditions, parse
from turnout.core.events.changes import NOTHING
from turnout.core.people.actions.agreement import ask_agreement
from turnout.core.people.models import Person
from turnout.incidents.definitions.models import IncidentType
from turnout.incidents.errors import NotPossible
from turnout.incidents.fields.actions.defining import swap
from turnout.incidents.fields.actions.noting import OF_ELEMENT, note_form, question, questions
from turnout.incidents.fields.models import CustomField, FormElement, IncidentForm, Occasion
from turnout.incidents.fields.models.forms import CUSTOM, REPORTING, Input, Required, inputs_of
from turnout.incidents.fields.scope import INCIDENT_SCOPE
from turnout.incidents.fields.values import read_value

MOST_ELEMENTS = 30
HELP_LENGTH = 300


@transaction.atomic
def give_own_form(occasion: str, type: IncidentType, *, by: Person | None) -> IncidentForm:
    """From now on this kind of trouble has a form of its own; it begins like everyone's."""
    own, is_new = IncidentForm.objects.get_or_create(occasion=_checked(occasion), type=type)
    if is_new:
        for element in FormElement.objects.filter(form__occasion=occasion, form__type=None):
            element.pk, element.form = FormElement().pk, own
            element._state.adding = True
            element.save(force_insert=True)
        note_form(own, NOTHING, questions(own), by)
    return own


@transaction.atomic
def remove_own_form(form: IncidentForm, *, by: Person | None) -> None:
    """Its kind of trouble is asked what everyone is."""
    if form.type_id is None:
        raise NotPossible(_("The standard form can't be removed. Remove its questions instead."))
    ask_for_standard_form(form, by)
    note_form(form, questions(form), NOTHING, by)
    form.delete()


@transaction.atomic
def add_element(
    occasion: str,
    *,
    type: IncidentType | None = None,
    field: CustomField | None = None,
    asks: str = "",
    by: Person | None,
    **settings: Any,
) -> FormElement:
    """Ask one thing more, behind what is asked already: a field, or an Input that every incident has.

    settings  as for `change_element`
    Without a form of its own for `type`, give it one first. Raises NotPossible.
    """
    form, _new = IncidentForm.objects.get_or_create(occasion=_checked(occasion), type=type)
    elements = FormElement.objects.select_for_update().filter(form=form)
    if (field is None) == (not asks) or (asks and asks not in inputs_of(occasion)):
        raise NotPossible(_("Choose a field to add."))
    if elements.filter(field=field, asks=asks).exists():
        raise NotPossible(_("This form already asks for it."))
    if elements.count() >= MOST_ELEMENTS:
        raise NotPossible(_("A form can ask up to %(most)s things.") % {"most": MOST_ELEMENTS})
    last = elements.aggregate(last=Max("rank"))["last"] or 0
    element = FormElement(form=form, field=field, asks=asks, rank=last + 1)
    _fill(element, **settings)
    _ask_for_what_is_required(element, None, by)
    element.save(force_insert=True)
    note_form(form, NOTHING, question(element), by)
    return element


@transaction.atomic
def change_element(element: FormElement, *, by: Person | None, **settings: Any) -> FormElement:
    """Set how it is asked.

    help         stands under the question, in place of the field's own words
    default      a list of texts, as a form sends them
    required     never, always or if: then `required_if` has conditions
    show_if      conditions; without any it is always asked
    Raises NotPossible for conditions that make no sense and a default its field can't hold.
    """
    element = FormElement.objects.select_for_update(no_key=True, of=("self",)).get(pk=element.pk)
    before = question(element)
    _fill(element, **settings)
    if before != question(element):
        _ask_for_what_is_required(element, before, by)
        element.save(update_fields=OF_ELEMENT)
        note_form(element.form, before, question(element), by)
    return element


@transaction.atomic
def move_element(element: FormElement, *, up: bool, by: Person | None) -> None:
    before = questions(element.form)
    if swap(element, list(FormElement.objects.select_for_update().filter(form=element.form)), up=up):
        note_form(element.form, before, questions(element.form), by)


@transaction.atomic
def remove_element(element: FormElement, *, by: Person | None) -> None:
    """Ask it no longer. What was answered stays."""
    note_form(element.form, question(element), NOTHING, by)
    element.delete()


def _ask_for_what_is_required(element: FormElement, was: dict[str, Any] | None, by: Person | None) -> None:
    """A question that has to be answered can keep a report from being sent, or from being anonymous."""
    if element.form.occasion not in REPORTING or element.required == Required.NEVER:
        return
    now = {**question(element)["question"], "default": None}
    if was is None or {**was["question"], "default": None} != now:
        ask_agreement(element.field.name if element.field else element.asks, by=by)


def ask_for_standard_form(form: IncidentForm, by: Person | None) -> None:
    """Part of a verb that takes a type's own form away: then everyone's questions are required there, too."""
    needed = FormElement.objects.filter(form__occasion=form.occasion, form__type=None)
    if form.type and form.occasion in REPORTING and needed.exclude(required=Required.NEVER).exists():
        ask_agreement(form.type.name, by=by)


def _fill(
    element: FormElement,
    *,
    help: str = "",
    default: Iterable[str] = (),
    required: str = Required.NEVER.value,
    required_if: Any = (),
    show_if: Any = (),
) -> None:
    element.help = help[:HELP_LENGTH] if help.strip() else ""
    element.default = _checked_default(element, [each for each in default if each])
    if required not in [each.value for each in Required]:
        raise NotPossible(_("Required must be never, always or only if."))
    element.required = required
    element.required_if = _conditions(required_if) if required == Required.IF else []
    if required == Required.IF and not element.required_if:
        raise NotPossible(_("Say when it's required, or choose “always”."))
    element.show_if = _conditions(show_if)


def _checked_default(element: FormElement, default: list[str]) -> list[str]:
    if not default:
        return []
    if element.field and element.field.kind in DEFAULTS:
        read_value(element.field, default if element.field.kind == "multi_select" else default[0])
        return default
    if element.asks == Input.PLACE:
        return [default[0][:100]]
    raise NotPossible(_("This can't have a default value."))


DEFAULTS = ("single_select", "multi_select", "text", "number", "link", "date")


def _conditions(data: Any) -> list[Any]:
    try:
        return parse(list(data), INCIDENT_SCOPE).data
    except InvalidConditions as wrong:
        raise NotPossible(str(wrong)) from wrong


def _checked(occasion: str) -> str:
    forms = IncidentForm.objects.filter(occasion=occasion, type=None)
    if occasion in list(Occasion) or (occasion.startswith(CUSTOM) and forms.exists()):
        return str(occasion)
    raise NotPossible(_("There's no such occasion."))
