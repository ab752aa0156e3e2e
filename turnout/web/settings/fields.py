"""The organization's own fields: which there are, what they are called, and their order."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from turnout.core.people.permissions import Permission
from turnout.core.values import Many, Parts, Text, field_types
from turnout.incidents.blueprint.fields import FIELDS
from turnout.incidents.errors import NotPossible
from turnout.incidents.fields.actions.defining import OPTION_LENGTH, add_field, move_field, remove_field
from turnout.incidents.models import (
    CustomField,
    CustomFieldOption,
    CustomFieldValue,
    FieldKind,
    FormElement,
)
from turnout.web.guard import SignedInRequest, guard
from turnout.web.inputs import ValuesForm
from turnout.web.settings.responses import moved, removed, saved, settled

MANY = 12  # fields, from which on a list is filtered by typing
WORDS = ("name", "description")
OPTIONS = Many(
    of=Text(most=OPTION_LENGTH),
    label=_("Options"),
    help=_("For lists: one option per line."),
)


@guard(Permission.SETTINGS_MANAGE)
def list_fields(request: SignedInRequest) -> HttpResponse:
    """Fields in use, with the forms that ask them, and retired ones."""
    fields, asked = list(CustomField.objects.all()), _asked_where()
    context = {
        "in_use": [(*_drawn(each), asked.get(each.pk, [])) for each in fields if each.is_active],
        "retired": [_drawn(each) for each in fields if not each.is_active],
        "are_many": len(fields) > MANY,
    }
    return render(request, "settings/fields.html", context)


@guard(Permission.SETTINGS_MANAGE, methods=("GET", "POST"))
def new(request: SignedInRequest) -> HttpResponse:
    """A form for one more, with its options, one a line."""
    parts = {**_words(), "type": FIELDS.fields["type"], "options": OPTIONS}
    form = ValuesForm(parts, request.POST or None, held={"type": FieldKind.SINGLE_SELECT.value})
    if form.is_valid():
        said = form.cleaned_data
        try:
            add_field(
                **{name: said[name] for name in said if name != "type"}, kind=said["type"], by=request.user
            )
            return saved("custom_fields")
        except NotPossible as error:
            form.add_error(None, str(error))
    return _page(request, form, None)


@guard(Permission.SETTINGS_MANAGE, methods=("GET", "POST"))
def show(request: SignedInRequest, id: str) -> HttpResponse:
    """Its words. Its type is for good."""
    field = get_object_or_404(CustomField, pk=id)
    form = ValuesForm(_words(), request.POST or None, held=_held(field))
    if form.is_valid():
        try:
            return settled(
                request,
                lambda: FIELDS.change(field.key, form.cleaned_data, request.user),
                then=lambda made: saved("custom_fields"),
            )
        except NotPossible as error:
            form.add_error(None, str(error))
    return _page(request, form, field)


@guard(Permission.SETTINGS_MANAGE, methods=("POST",))
def place(request: SignedInRequest, id: str) -> HttpResponse:
    """Let it change places with its neighbour."""
    field = get_object_or_404(CustomField, pk=id)
    move_field(field, up=request.POST.get("to") == "up", by=request.user)
    return moved("custom_fields", at=f"field-{field.pk}")


@guard(Permission.SETTINGS_MANAGE, methods=("POST",))
def use(request: SignedInRequest, id: str) -> HttpResponse:
    """Retire it, or bring it back."""
    field = get_object_or_404(CustomField, pk=id)
    wanted = request.POST.get("in_use") == "yes"
    return settled(
        request,
        lambda: FIELDS.change(field.key, {"in_use": wanted}, request.user),
        then=lambda made: saved("custom_fields"),
    )


@guard(Permission.SETTINGS_MANAGE, methods=("POST",))
def removal(request: SignedInRequest, id: str) -> HttpResponse:
    """Only of one that holds nothing; else its page says why not."""
    field = get_object_or_404(CustomField, pk=id)
    return try_on(
        request, field, lambda: remove_field(field, by=request.user), then=lambda: removed("custom_fields")
    )


def try_on(
    request: SignedInRequest, field: CustomField, act: Callable[[], Any], *, then: Callable[[], HttpResponse]
) -> HttpResponse:
    """Act and go on, or say on the field's page why not."""
    try:
        act()
    except NotPossible as error:
        form = ValuesForm(_words(), held=_held(field))
        return _page(request, form, field, refused=str(error))
    return then()


def _asked_where() -> dict[str, list[str]]:
    """By a field's id: the names of the kinds whose forms ask for it."""
    found: dict[str, dict[str, None]] = {}
    for each in FormElement.objects.exclude(field=None)[: FormElement.most_cached]:
        name = each.form.type.name if each.form.type else _t("every type")
        found.setdefault(str(each.field_id), {})[name] = None
    return {pk: list(names) for pk, names in found.items()}


def _drawn(field: CustomField) -> tuple[CustomField, Any, str]:
    type = field_types()[field.kind]
    return field, type.name, type.icon


def _words() -> Parts:
    return {name: FIELDS.fields[name] for name in WORDS}


def _held(field: CustomField) -> dict[str, str]:
    return {name: getattr(field, name) for name in WORDS}


def _page(
    request: SignedInRequest, form: forms.Form, field: CustomField | None, refused: str = ""
) -> HttpResponse:
    context = {
        "form": form,
        "field": field,
        "type": field_types()[field.kind].name if field else "",
        "options": CustomFieldOption.objects.filter(field=field) if field and field.is_select else [],
        "is_filled": field is not None and CustomFieldValue.objects.filter(field=field).exists(),
        "refused": refused,
    }
    status = 409 if refused else 422 if form.is_bound else 200
    return render(request, "settings/field.html", context, status=status)
