"""Intake pages: making them, changing them, and the sheet that hangs on the wall."""

from typing import Any

import segno
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe

from turnout.core.people.models import Organization
from turnout.core.people.permissions import Permission
from turnout.incidents.blueprint.intake import INTAKE_PAGES, columns
from turnout.incidents.errors import NotPossible
from turnout.incidents.models import IntakePage
from turnout.incidents.raising.actions.intake import MOST_PAGES, create_intake_page
from turnout.web.guard import SignedInRequest, guard
from turnout.web.inputs import ValuesForm
from turnout.web.settings.responses import saved, settled

BOTH = ("GET", "POST")


@guard(Permission.SETTINGS_MANAGE)
def list_pages(request: SignedInRequest) -> HttpResponse:
    """Places people can report from, and whether that may be without a name."""
    context = {
        "pages": IntakePage.objects.all()[:MOST_PAGES],
        "allows_anonymous": Organization.objects.filter(allows_anonymous=True).exists(),
    }
    return render(request, "settings/intake.html", context)


@guard(Permission.SETTINGS_MANAGE, methods=BOTH)
def new_page(request: SignedInRequest) -> HttpResponse:
    """A form for one more; then comes the sheet to hang up."""
    form = ValuesForm(INTAKE_PAGES.fields, request.POST or None)
    if form.is_valid():
        try:
            return settled(
                request,
                lambda: create_intake_page(**columns(form.cleaned_data), by=request.user),
                then=lambda made: redirect("intake_sheet", made.pk) if made else redirect("intake_pages"),
            )
        except NotPossible as error:
            form.add_error(None, str(error))
    return _form(request, form)


@guard(Permission.SETTINGS_MANAGE, methods=BOTH)
def page(request: SignedInRequest, id: str) -> HttpResponse:
    """Its words and whether it is in use. Its address is for good: sheets hang on walls."""
    found = get_object_or_404(IntakePage, pk=id)
    form = ValuesForm(INTAKE_PAGES.fields, request.POST or None, held=INTAKE_PAGES.items()[found.key])
    if form.is_valid():
        try:
            return settled(
                request,
                lambda: INTAKE_PAGES.change(found.key, form.cleaned_data, request.user),
                then=lambda made: saved("intake_pages"),
            )
        except NotPossible as error:
            form.add_error(None, str(error))
    return _form(request, form, found=found)


@guard(Permission.SETTINGS_MANAGE)
def sheet(request: SignedInRequest, id: str) -> HttpResponse:
    """One sheet of paper: what it is for, and a code for phones."""
    found = get_object_or_404(IntakePage, pk=id)
    address = settings.PUBLIC_URL + reverse("intake", args=[found.key])
    drawn = segno.make(address, error="m", micro=False).svg_inline(border=2, omitsize=True, dark="#000")
    # segno draws it from the address alone, and that is ours.
    context = {"page": found, "address": address, "code": mark_safe(drawn)}  # noqa: S308
    return render(request, "settings/intake_sheet.html", context)


def _form(request: SignedInRequest, form: ValuesForm, **more: Any) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "settings/intake_page.html", {"form": form, **more}, status=status)
