"""What is always to be done in incidents of a kind."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from turnout.core.people.permissions import Permission
from turnout.incidents.blueprint.types import CHECKLIST_ITEM
from turnout.incidents.definitions.actions.checklists import (
    MOST,
    add_item,
    change_item,
    columns,
    remove_item,
    shift_item,
)
from turnout.incidents.errors import NotPossible
from turnout.incidents.models import ChecklistItem, IncidentType
from turnout.web.guard import SignedInRequest, guard
from turnout.web.inputs import ValuesForm
from turnout.web.settings.responses import moved, removed, saved

BOTH = ("GET", "POST")


@guard(Permission.SETTINGS_MANAGE, methods=BOTH)
def show(request: SignedInRequest, id: str) -> HttpResponse:
    """The list, and one more thing at its end."""
    kind = get_object_or_404(IncidentType, pk=id)
    form = ValuesForm(CHECKLIST_ITEM.parts, request.POST or None)
    if form.is_valid():
        try:
            add_item(kind, **columns(form.cleaned_data), by=request.user)
            return saved("kind_checklist", kind.pk)
        except NotPossible as error:
            form.add_error(None, str(error))
    items = list(ChecklistItem.objects.filter(type=kind)[:MOST])
    context = {
        "kind": kind,
        "form": form,
        "now": [each for each in items if not each.is_for_after],
        "after": [each for each in items if each.is_for_after],
        "is_full": len(items) >= MOST,
    }
    return render(request, "settings/checklist.html", context, status=422 if form.is_bound else 200)


@guard(Permission.SETTINGS_MANAGE, methods=BOTH)
def item(request: SignedInRequest, id: str) -> HttpResponse:
    """One thing to do: what, by whom, when. 422 with what is wrong."""
    found = get_object_or_404(ChecklistItem, pk=id)
    role = found.role.key if found.role else ""
    held = {"do": found.title, "role": role, "after": found.is_for_after}
    form = ValuesForm(CHECKLIST_ITEM.parts, request.POST or None, held=held)
    if form.is_valid():
        try:
            change_item(found, **columns(form.cleaned_data), by=request.user)
            return saved("kind_checklist", found.type_id)
        except NotPossible as error:
            form.add_error(None, str(error))
    context = {"item": found, "kind": found.type, "form": form}
    return render(request, "settings/checklist_item.html", context, status=422 if form.is_bound else 200)


@guard(Permission.SETTINGS_MANAGE, methods=("POST",))
def item_place(request: SignedInRequest, id: str) -> HttpResponse:
    """Let it change places with its neighbour."""
    found = get_object_or_404(ChecklistItem, pk=id)
    shift_item(found, earlier=request.POST.get("to") == "up", by=request.user)
    return moved("kind_checklist", found.type_id, at=f"item-{found.pk}")


@guard(Permission.SETTINGS_MANAGE, methods=("POST",))
def item_removal(request: SignedInRequest, id: str) -> HttpResponse:
    """Incidents that took it keep it."""
    found = get_object_or_404(ChecklistItem, pk=id)
    remove_item(found, by=request.user)
    return removed("kind_checklist", found.type_id)
