"""The options of a field that is chosen from: wording, order, in use or not."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from turnout.core.people.permissions import Permission
from turnout.incidents.errors import NotPossible
from turnout.incidents.fields.actions.defining import (
    OPTION_LENGTH,
    add_options,
    change_option,
    move_option,
    remove_option,
)
from turnout.incidents.models import CustomField, CustomFieldOption, CustomFieldValue
from turnout.web.guard import SignedInRequest, guard
from turnout.web.settings.fields import lines_of, try_on
from turnout.web.settings.responses import moved, removed, saved

LONGEST = 20_000


class OptionForm(forms.Form):
    value = forms.CharField(
        label=_("What is it called?"),
        max_length=OPTION_LENGTH,
        help_text=_("Incidents that use it will show the new wording right away."),
    )
    is_active = forms.BooleanField(
        label=_("In use"),
        required=False,
        help_text=_("Untick to stop anyone choosing it. Incidents that already use it keep it."),
    )


@guard(Permission.SETTINGS_MANAGE, methods=("POST",))
def add(request: SignedInRequest, id: str) -> HttpResponse:
    field = get_object_or_404(CustomField, pk=id)
    lines = lines_of(request.POST.get("options", "")[:LONGEST])
    return try_on(
        request,
        field,
        lambda: add_options(field, lines, by=request.user),
        then=lambda: saved("custom_field", field.pk),
    )


@guard(Permission.SETTINGS_MANAGE, methods=("GET", "POST"))
def show(request: SignedInRequest, id: str, option: str) -> HttpResponse:
    found = get_object_or_404(CustomFieldOption, pk=option, field=id)
    form = OptionForm(request.POST or None, initial={"value": found.value, "is_active": found.is_active})
    if "remove" in request.POST:
        return try_on(
            request,
            found.field,
            lambda: remove_option(found, by=request.user),
            then=lambda: removed("custom_field", found.field_id),
        )
    if form.is_valid():
        try:
            change_option(found, **form.cleaned_data, by=request.user)
            return saved("custom_field", found.field_id)
        except NotPossible as error:
            form.add_error(None, str(error))
    used = CustomFieldValue.objects.filter(option=found).exists()
    context = {"form": form, "option": found, "field": found.field, "is_used": used}
    return render(request, "settings/option.html", context, status=422 if form.is_bound else 200)


@guard(Permission.SETTINGS_MANAGE, methods=("POST",))
def place(request: SignedInRequest, id: str, option: str) -> HttpResponse:
    found = get_object_or_404(CustomFieldOption, pk=option, field=id)
    move_option(found, up=request.POST.get("to") == "up", by=request.user)
    return moved("custom_field", found.field_id, at=f"option-{found.pk}")
