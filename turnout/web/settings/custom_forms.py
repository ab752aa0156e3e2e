"""Forms of an organization's own: what they are called, and what they are for."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from turnout.core.people.permissions import Permission
from turnout.incidents.blueprint.forms import CUSTOM_FORMS
from turnout.incidents.errors import NotPossible
from turnout.incidents.fields.actions.custom_forms import (
    add_custom_form,
    change_custom_form,
    remove_custom_form,
)
from turnout.web.guard import SignedInRequest, guard
from turnout.web.inputs import ValuesForm
from turnout.web.settings.forms import custom_form
from turnout.web.settings.responses import removed, saved


@guard(Permission.SETTINGS_MANAGE, methods=("GET", "POST"))
def creation(request: SignedInRequest) -> HttpResponse:
    """A form for one more; then its questions are next."""
    form = ValuesForm(CUSTOM_FORMS.fields, request.POST or None)
    if form.is_valid():
        try:
            made = add_custom_form(**form.cleaned_data, by=request.user)
            return redirect("incident_form", made.occasion)
        except NotPossible as error:
            form.add_error(None, str(error))
    return _page(request, form)


@guard(Permission.SETTINGS_MANAGE, methods=("GET", "POST"))
def show(request: SignedInRequest, occasion: str) -> HttpResponse:
    """Its name and what it is for. 422 with what is wrong."""
    found = custom_form(occasion)
    held = {"name": found.name, "description": found.description}
    form = ValuesForm(CUSTOM_FORMS.fields, request.POST or None, held=held)
    if form.is_valid():
        try:
            change_custom_form(found, **form.cleaned_data, by=request.user)
            return saved("incident_form", occasion)
        except NotPossible as error:
            form.add_error(None, str(error))
    return _page(request, form, occasion)


@guard(Permission.SETTINGS_MANAGE, methods=("POST",))
def removal(request: SignedInRequest, occasion: str) -> HttpResponse:
    """What was answered in it stays."""
    remove_custom_form(custom_form(occasion), by=request.user)
    return removed("incident_forms")


def _page(request: SignedInRequest, form: ValuesForm, occasion: str = "") -> HttpResponse:
    status = 422 if form.is_bound else 200
    context = {"form": form, "occasion": occasion, "name": form["name"].initial}
    return render(request, "settings/custom_form.html", context, status=status)
