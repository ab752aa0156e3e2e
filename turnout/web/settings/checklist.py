"""What is always to be done in incidents of a kind."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from turnout.core.people.permissions import Permission
from turnout.incidents.definitions.actions.checklists import (
    MOST,
    TITLE_LENGTH,
    add_item,
    change_item,
    remove_item,
    shift_item,
)
from turnout.incidents.errors import NotPossible
from turnout.incidents.models import ChecklistItem, IncidentType, Role, StatusCategory
from turnout.web.guard import SignedInRequest, guard
from turnout.web.settings.responses import moved, removed, saved

BOTH = ("GET", "POST")


class ItemForm(forms.Form):
    title = forms.CharField(
        label=_("What needs doing?"),
        max_length=TITLE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": TITLE_LENGTH, "class": "is-one-line"}),
        help_text=_("One thing, starting with a verb: Call the customer, and listen first."),
    )
    role = forms.ModelChoiceField(
        Role.objects.all(),
        label=_("Who does it?"),
        required=False,
        empty_label=_("Anyone who takes it"),
        help_text=_("It's assigned as soon as someone holds that role."),
    )
    category = forms.ChoiceField(
        label=_("When?"),
        choices=[
            (StatusCategory.LIVE.value, _("When it's accepted")),
            (StatusCategory.LEARNING.value, _("When it's resolved")),
        ],
    )


@guard(Permission.SETTINGS_MANAGE, methods=BOTH)
def show(request: SignedInRequest, id: str) -> HttpResponse:
    """The list, and one more thing at its end."""
    kind = get_object_or_404(IncidentType, pk=id)
    form = ItemForm(request.POST or None)
    if form.is_valid():
        try:
            add_item(kind, **form.cleaned_data, by=request.user)
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
    found = get_object_or_404(ChecklistItem, pk=id)
    initial = {"title": found.title, "role": found.role_id, "category": found.category}
    form = ItemForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            change_item(found, **form.cleaned_data, by=request.user)
            return saved("kind_checklist", found.type_id)
        except NotPossible as error:
            form.add_error(None, str(error))
    context = {"item": found, "kind": found.type, "form": form}
    return render(request, "settings/checklist_item.html", context, status=422 if form.is_bound else 200)


@guard(Permission.SETTINGS_MANAGE, methods=("POST",))
def item_place(request: SignedInRequest, id: str) -> HttpResponse:
    found = get_object_or_404(ChecklistItem, pk=id)
    shift_item(found, earlier=request.POST.get("to") == "up", by=request.user)
    return moved("kind_checklist", found.type_id, at=f"item-{found.pk}")


@guard(Permission.SETTINGS_MANAGE, methods=("POST",))
def item_removal(request: SignedInRequest, id: str) -> HttpResponse:
    found = get_object_or_404(ChecklistItem, pk=id)
    remove_item(found, by=request.user)
    return removed("kind_checklist", found.type_id)
