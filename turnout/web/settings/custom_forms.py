"""Forms of an organization's own: what they are called, and what they are for."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from turnout.core.people.permissions import Permission
from turnout.incidents.errors import NotPossible
from turnout.incidents.fields.actions.custom_forms import (
    DESCRIPTION_LENGTH,
    NAME_LENGTH,
    add_custom_form,
    change_custom_form,
    remove_custom_form,
)
from turnout.web.guard import SignedInRequest, guard
from turnout.web.settings.forms import custom_form
from turnout.web.settings.responses import removed, saved


class CustomFormForm(forms.Form):
    name = forms.CharField(
        label=_("What is it called?"),
        max_length=NAME_LENGTH,
        help_text=_("As people would say it: Hand over, Ask counsel, What the insurer wants to know."),
    )
    description = forms.CharField(
        label=_("What is it for?"),
        max_length=DESCRIPTION_LENGTH,
        required=False,
        help_text=_("Shown above the questions."),
    )


@guard(Permission.SETTINGS_MANAGE, methods=("GET", "POST"))
def creation(request: SignedInRequest) -> HttpResponse:
    form = CustomFormForm(request.POST or None)
    if form.is_valid():
        try:
            made = add_custom_form(**form.cleaned_data, by=request.user)
            return redirect("incident_form", made.occasion)
        except NotPossible as error:
            form.add_error(None, str(error))
    return _page(request, form)


@guard(Permission.SETTINGS_MANAGE, methods=("GET", "POST"))
def show(request: SignedInRequest, occasion: str) -> HttpResponse:
    found = custom_form(occasion)
    form = CustomFormForm(
        request.POST or None, initial={"name": found.name, "description": found.description}
    )
    if form.is_valid():
        try:
            change_custom_form(found, **form.cleaned_data, by=request.user)
            return saved("incident_form", occasion)
        except NotPossible as error:
            form.add_error(None, str(error))
    return _page(request, form, occasion)


@guard(Permission.SETTINGS_MANAGE, methods=("POST",))
def removal(request: SignedInRequest, occasion: str) -> HttpResponse:
    remove_custom_form(custom_form(occasion), by=request.user)
    return removed("incident_forms")


def _page(request: SignedInRequest, form: CustomFormForm, occasion: str = "") -> HttpResponse:
    status = 422 if form.is_bound else 200
    context = {"form": form, "occasion": occasion, "name": form.initial.get("name", "")}
    return render(request, "settings/custom_form.html", context, status=status)
