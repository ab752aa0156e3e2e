"""One question of a form: its help, what it begins with, when it is shown and when it is needed."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from turnout.core.conditions import InvalidConditions, parse
from turnout.core.people.permissions import Permission
from turnout.core.values import Text
from turnout.incidents.blueprint.forms import QUESTION
from turnout.incidents.errors import NotPossible
from turnout.incidents.fields.actions.forms import (
    DEFAULTS,
    change_element,
    move_element,
    remove_element,
)
from turnout.incidents.fields.models.forms import Input
from turnout.incidents.fields.scope import INCIDENT_SCOPE
from turnout.incidents.fields.values import value_of
from turnout.incidents.models import FormElement
from turnout.web.guard import SignedInRequest, guard
from turnout.web.inputs import ValueField, as_typed
from turnout.web.settings.conditions import ConditionsForm, initial_of
from turnout.web.settings.forms import address, told_of, words_of
from turnout.web.settings.responses import moved, removed, saved, settled


class ElementForm(forms.Form):
    """How it is asked; its conditions have forms of their own beside it."""

    def __init__(self, *given: Any, element: FormElement, **options: Any) -> None:
        super().__init__(*given, **options)
        held = {"help": element.help, "required": element.required}
        self.fields.update({name: ValueField(QUESTION.parts[name], each) for name, each in held.items()})
        default = default_input(element)
        if default:
            default.label, default.help_text = _("Default value"), ""
            self.fields["default"] = default

    def settings(self) -> dict[str, Any]:
        """As `change_element` takes them, without conditions."""
        value = self.cleaned_data.get("default")
        values = value if isinstance(value, tuple) else (value,)
        said = {"help": self.cleaned_data["help"], "required": self.cleaned_data["required"]}
        return {**said, "default": [str(as_typed(each)) for each in values if each not in (None, "")]}


def default_input(element: FormElement) -> forms.Field | None:
    """The input for what it begins with; None where nothing can be said beforehand."""
    if element.field and element.field.kind in DEFAULTS:
        made = ValueField(value_of(element.field))
    elif element.asks == Input.PLACE:
        made = ValueField(Text(most=100))
    else:
        return None
    made.initial = element.default if made.is_several else next(iter(element.default), "")
    return made


@guard(Permission.SETTINGS_MANAGE, methods=("GET", "POST"))
def show(request: SignedInRequest, id: str) -> HttpResponse:
    """How it is asked and when. 422 with what is wrong."""
    element = get_object_or_404(FormElement, pk=id)
    data, without = request.POST or None, element.field.key if element.field else ""
    shows, needs = _initial(element.show_if), _initial(element.required_if)
    form = ElementForm(data, element=element)
    asked: Any = {"without": without, "near": _above(element), "of_one_kind": element.form.type is not None}
    show_form = ConditionsForm(data, prefix="show", initial=shows or {}, **asked)
    need_form = ConditionsForm(data, prefix="need", initial=needs or {}, **asked)
    if all([form.is_valid(), show_form.is_valid(), need_form.is_valid()]):
        conditions = {"show_if": show_form.conditions(), "required_if": need_form.conditions()}
        try:
            return settled(
                request,
                lambda: change_element(element, **form.settings(), **conditions, by=request.user),
                then=lambda made: saved(address(element.form)),
            )
        except NotPossible as error:
            form.add_error(None, str(error))
    context = {
        "element": element,
        "name": words_of(element),
        "form": form,
        "show_form": show_form,
        "need_form": need_form,
        "is_foreign": shows is None or needs is None,
        "occasion": told_of(element.form.occasion)[0],
        "back": address(element.form),
    }
    return render(request, "settings/element.html", context, status=422 if form.is_bound else 200)


@guard(Permission.SETTINGS_MANAGE, methods=("POST",))
def place(request: SignedInRequest, id: str) -> HttpResponse:
    """Let it change places with its neighbour."""
    element = get_object_or_404(FormElement, pk=id)
    move_element(element, up=request.POST.get("to") == "up", by=request.user)
    return moved(address(element.form), at=f"element-{element.pk}")


@guard(Permission.SETTINGS_MANAGE, methods=("POST",))
def removal(request: SignedInRequest, id: str) -> HttpResponse:
    """Ask it no more. What was answered stays."""
    element = get_object_or_404(FormElement, pk=id)
    remove_element(element, by=request.user)
    return removed(address(element.form))


def _above(element: FormElement) -> list[str]:
    """Keys of the fields asked for before it in the same form."""
    above = FormElement.objects.filter(form=element.form, rank__lt=element.rank).exclude(field=None)
    return [each.field.key for each in above if each.field]


def _initial(data: list[Any]) -> Mapping[str, Any] | None:
    try:
        return initial_of(parse(data, INCIDENT_SCOPE))
    except InvalidConditions:
        return None
