"""The options of a field that is chosen from: wording, order, in use or not."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from turnout.core.people.permissions import Permission
from turnout.incidents.blueprint.fields import OPTION
from turnout.incidents.errors import NotPossible
from turnout.incidents.fields.actions.defining import (
    add_options,
    change_option,
    move_option,
    remove_option,
)
from turnout.incidents.models import CustomField, CustomFieldOption, CustomFieldValue
from turnout.web.guard import SignedInRequest, guard
from turnout.web.inputs import ValuesForm
from turnout.web.settings.fields import try_on
from turnout.web.settings.responses import moved, removed, saved

LONGEST = 20_000


@guard(Permission.SETTINGS_MANAGE, methods=("POST",))
def add(request: SignedInRequest, id: str) -> HttpResponse:
    """Options, one a line, behind those there are."""
    field = get_object_or_404(CustomField, pk=id)
    lines = [line.strip() for line in request.POST.get("options", "")[:LONGEST].splitlines()]
    return try_on(
        request,
        field,
        lambda: add_options(field, lines, by=request.user),
        then=lambda: saved("custom_field", field.pk),
    )


@guard(Permission.SETTINGS_MANAGE, methods=("GET", "POST"))
def show(request: SignedInRequest, id: str, option: str) -> HttpResponse:
    """One option: its words and whether it can be chosen. `remove` takes away one that nothing uses."""
    found = get_object_or_404(CustomFieldOption, pk=option, field=id)
    parts = {name: OPTION.parts[name] for name in ("name", "in_use")}
    form = ValuesForm(parts, request.POST or None, held={"name": found.value, "in_use": found.is_active})
    if "remove" in request.POST:
        return try_on(
            request,
            found.field,
            lambda: remove_option(found, by=request.user),
            then=lambda: removed("custom_field", found.field_id),
        )
    if form.is_valid():
        try:
            said = form.cleaned_data
            change_option(found, value=said["name"], is_active=said["in_use"], by=request.user)
            return saved("custom_field", found.field_id)
        except NotPossible as error:
            form.add_error(None, str(error))
    used = CustomFieldValue.objects.filter(option=found).exists()
    context = {"form": form, "option": found, "field": found.field, "is_used": used}
    return render(request, "settings/option.html", context, status=422 if form.is_bound else 200)


@guard(Permission.SETTINGS_MANAGE, methods=("POST",))
def place(request: SignedInRequest, id: str, option: str) -> HttpResponse:
    """Let it change places with its neighbour."""
    found = get_object_or_404(CustomFieldOption, pk=option, field=id)
    move_option(found, up=request.POST.get("to") == "up", by=request.user)
    return moved("custom_field", found.field_id, at=f"option-{found.pk}")
