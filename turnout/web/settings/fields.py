"""The organization's own fields: which there are, what they are called, and their order."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from turnout.core.people.permissions import Permission
from turnout.incidents.errors import NotPossible
from turnout.incidents.fields.actions.defining import (
    DESCRIPTION_LENGTH,
    NAME_LENGTH,
    add_field,
    change_field,
    move_field,
    remove_field,
)
from turnout.incidents.models import (
    CustomField,
    CustomFieldOption,
    CustomFieldValue,
    FieldKind,
    FormElement,
)
from turnout.web.guard import SignedInRequest, guard
from turnout.web.settings.responses import moved, removed, saved

MANY = 12  # fields, from which on a list is filtered by typing
KIND_WORDS = {
    FieldKind.SINGLE_SELECT: (_("One from a list"), "circle-dot"),
    FieldKind.MULTI_SELECT: (_("Several from a list"), "list-checks"),
    FieldKind.TEXT: (_("Text"), "text-cursor-input"),
    FieldKind.NUMBER: (_("Number"), "hash"),
    FieldKind.LINK: (_("Link"), "link"),
    FieldKind.DATE: (_("Date"), "calendar"),
    FieldKind.PERSON: (_("Person"), "user"),
    FieldKind.TEAM: (_("Team"), "users"),
}


class FieldForm(forms.Form):
    name = forms.CharField(
        label=_("What is it called?"),
        max_length=NAME_LENGTH,
        help_text=_("As people say it: Zone, Riders missing, People affected."),
    )
    description = forms.CharField(
        label=_("Help text"),
        max_length=DESCRIPTION_LENGTH,
        required=False,
        help_text=_("Shown under the question."),
    )


class NewFieldForm(FieldForm):
    kind = forms.ChoiceField(
        label=_("What type of answer?"),
        choices=[(kind.value, words) for kind, (words, _icon) in KIND_WORDS.items()],
        widget=forms.RadioSelect,
        initial=FieldKind.SINGLE_SELECT.value,
        help_text=_("You can't change this later, because existing answers would be lost."),
    )
    options = forms.CharField(
        label=_("Options"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("For lists: one option per line."),
    )


@guard(Permission.SETTINGS_MANAGE)
def list_fields(request: SignedInRequest) -> HttpResponse:
    fields, asked = list(CustomField.objects.all()), _asked_where()
    context = {
        "in_use": [(*_drawn(each), asked.get(each.pk, [])) for each in fields if each.is_active],
        "retired": [_drawn(each) for each in fields if not each.is_active],
        "are_many": len(fields) > MANY,
    }
    return render(request, "settings/fields.html", context)


@guard(Permission.SETTINGS_MANAGE, methods=("GET", "POST"))
def new(request: SignedInRequest) -> HttpResponse:
    form = NewFieldForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            add_field(**{**said, "options": lines_of(said["options"])}, by=request.user)
            return saved("custom_fields")
        except NotPossible as error:
            form.add_error(None, str(error))
    return _page(request, form, None)


@guard(Permission.SETTINGS_MANAGE, methods=("GET", "POST"))
def show(request: SignedInRequest, id: str) -> HttpResponse:
    field = get_object_or_404(CustomField, pk=id)
    present = {"name": field.name, "description": field.description}
    form = FieldForm(request.POST or None, initial=present)
    if form.is_valid():
        try:
            change_field(field, **form.cleaned_data, by=request.user)
            return saved("custom_fields")
        except NotPossible as error:
            form.add_error(None, str(error))
    return _page(request, form, field)


@guard(Permission.SETTINGS_MANAGE, methods=("POST",))
def place(request: SignedInRequest, id: str) -> HttpResponse:
    field = get_object_or_404(CustomField, pk=id)
    move_field(field, up=request.POST.get("to") == "up", by=request.user)
    return moved("custom_fields", at=f"field-{field.pk}")


@guard(Permission.SETTINGS_MANAGE, methods=("POST",))
def use(request: SignedInRequest, id: str) -> HttpResponse:
    """Retire it, or bring it back."""
    field = get_object_or_404(CustomField, pk=id)
    wanted = request.POST.get("in_use") == "yes"
    words = {"name": field.name, "description": field.description}
    change_field(field, **words, is_active=wanted, by=request.user)
    return saved("custom_fields")


@guard(Permission.SETTINGS_MANAGE, methods=("POST",))
def removal(request: SignedInRequest, id: str) -> HttpResponse:
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
        form = FieldForm(initial={"name": field.name, "description": field.description})
        return _page(request, form, field, refused=str(error))
    return then()


def lines_of(text: str) -> list[str]:
    """What was typed as a list, one on each line, without spaces around it."""
    return [line.strip() for line in text.splitlines()]


def _asked_where() -> dict[str, list[str]]:
    """By a field's id: the names of the kinds whose forms ask for it."""
    found: dict[str, dict[str, None]] = {}
    for each in FormElement.objects.exclude(field=None)[: FormElement.most_cached]:
        name = each.form.type.name if each.form.type else _t("every type")
        found.setdefault(str(each.field_id), {})[name] = None
    return {pk: list(names) for pk, names in found.items()}


def _drawn(field: CustomField) -> tuple[CustomField, Any, str]:
    words, icon = KIND_WORDS[FieldKind(field.kind)]
    return field, words, icon


def _page(
    request: SignedInRequest, form: forms.Form, field: CustomField | None, refused: str = ""
) -> HttpResponse:
    context = {
        "form": form,
        "field": field,
        "kind": KIND_WORDS[FieldKind(field.kind)][0] if field else "",
        "options": CustomFieldOption.objects.filter(field=field) if field and field.is_select else [],
        "is_filled": field is not None and CustomFieldValue.objects.filter(field=field).exists(),
        "refused": refused,
    }
    status = 409 if refused else 422 if form.is_bound else 200
    return render(request, "settings/field.html", context, status=status)
