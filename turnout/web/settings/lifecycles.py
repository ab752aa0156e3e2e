"""Lifecycles: the statuses incidents go through, the standard ones and those of types with their own."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from turnout.core.people.permissions import Permission
from turnout.core.values import Choice
from turnout.incidents.blueprint.lifecycles import LIFECYCLES, STATUS
from turnout.incidents.definitions.actions.definitions import add_definition, change_definition
from turnout.incidents.definitions.actions.statuses import (
    add_lifecycle,
    remove_lifecycle,
    rename_lifecycle,
    shift_status,
)
from turnout.incidents.definitions.categories import CATEGORIES, CATEGORY_MEANINGS, ENTERED
from turnout.incidents.definitions.lifecycles import counterpart, lifecycle_of, statuses_in
from turnout.incidents.definitions.models.lifecycles import DEFAULT_LIFECYCLE
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.actions.status_moves import (
    give_lifecycle,
    is_entered,
    remove_status,
    statuses_left,
)
from turnout.incidents.models import IncidentType, Lifecycle, Status, StatusCategory
from turnout.web.guard import SignedInRequest, guard
from turnout.web.inputs import ValuesForm
from turnout.web.settings.responses import moved, removed, saved

BOTH = ("GET", "POST")
SHOWN = (StatusCategory.TRIAGE, *ENTERED)
"""The way through; what else can happen is the same everywhere."""


NAME = {"name": LIFECYCLES.fields["name"]}
LIKE = Choice(
    of=lambda: {each.pk: each.name for each in Lifecycle.objects.all()},
    required=True,
    label=_("Start with a copy of"),
    help=_("Then rename each status to what your people call it."),
)


class GivenLifecycleForm(forms.Form):
    """Which lifecycle a type has; then, where something is unfinished, what becomes of each status."""

    lifecycle = forms.ModelChoiceField(
        Lifecycle.objects.all(),
        label=_("Lifecycle for this type"),
        empty_label=None,
        widget=forms.RadioSelect,
    )


class MovesForm(forms.Form):
    """Where what is unfinished goes: one question for each status it is in."""

    def __init__(self, *given: Any, left: Sequence[Status], to: str, **options: Any) -> None:
        super().__init__(*given, **options)
        self.left = left
        for was in left:
            offered = [
                each for each in statuses_in(to) if each.category == was.category and each.pk != was.pk
            ]
            nearest = counterpart(was, to)
            self.fields[was.pk] = forms.ChoiceField(
                label=_t("Incidents now “%(name)s” become") % {"name": was.name},
                choices=[(each.pk, each.name) for each in offered],
                initial=nearest.pk,
            )

    def moves(self) -> dict[str, Status]:
        """By the id of a status that is left, the one that takes its place."""
        chosen = Status.objects.in_bulk([self.cleaned_data[each.pk] for each in self.left])
        return {each.pk: chosen[self.cleaned_data[each.pk]] for each in self.left}


@guard(Permission.SETTINGS_MANAGE)
def list_lifecycles(request: SignedInRequest) -> HttpResponse:
    """All of them, with their statuses and the types that go through them."""
    types = list(IncidentType.objects.all())
    lifecycles = [
        (
            each,
            [status for status in statuses_in(each.pk) if status.category in SHOWN],
            [kind for kind in types if lifecycle_of(kind) == each.pk],
        )
        for each in Lifecycle.objects.all()
    ]
    return render(request, "settings/lifecycles.html", {"lifecycles": lifecycles})


@guard(Permission.SETTINGS_MANAGE, methods=BOTH)
def new_lifecycle(request: SignedInRequest) -> HttpResponse:
    """A copy of another one, to be changed."""
    form = ValuesForm({**NAME, "like": LIKE}, request.POST or None, held={"like": DEFAULT_LIFECYCLE})
    if form.is_valid():
        like = Lifecycle.objects.get(pk=form.cleaned_data["like"])
        try:
            return saved("lifecycle", add_lifecycle(form.cleaned_data["name"], like=like, by=request.user).pk)
        except NotPossible as error:
            form.add_error(None, str(error))
    return _form(request, form, title=_t("New lifecycle"), submit=_t("Create copy"))


@guard(Permission.SETTINGS_MANAGE, methods=BOTH)
def lifecycle(request: SignedInRequest, key: str) -> HttpResponse:
    """Its name, its statuses by category, and the types that have it."""
    found = get_object_or_404(Lifecycle, pk=key)
    form = ValuesForm(NAME, request.POST or None, held={"name": found.name})
    if form.is_valid():
        try:
            rename_lifecycle(found, form.cleaned_data["name"], by=request.user)
            return saved("lifecycle", key)
        except NotPossible as error:
            form.add_error(None, str(error))
    return _page(request, found, form, status=422 if form.is_bound else 200)


def _page(
    request: SignedInRequest, found: Lifecycle, form: forms.Form, *, refused: str = "", status: int = 200
) -> HttpResponse:
    parts = groupby(statuses_in(found.pk), lambda each: StatusCategory(each.category))
    kinds = [each for each in IncidentType.objects.all() if lifecycle_of(each) == found.pk]
    context = {
        "lifecycle": found,
        "form": form,
        "parts": [
            (CATEGORIES[category], CATEGORY_MEANINGS[category], list(statuses))
            for category, statuses in parts
        ],
        "kinds": kinds,
        "refused": refused,
    }
    return render(request, "settings/lifecycle.html", context, status=status)


@guard(Permission.SETTINGS_MANAGE, methods=("POST",))
def lifecycle_removal(request: SignedInRequest, key: str) -> HttpResponse:
    """409 where something uses it, with what."""
    found = get_object_or_404(Lifecycle, pk=key)
    try:
        remove_lifecycle(found, by=request.user)
    except NotPossible as error:
        form = ValuesForm(NAME, held={"name": found.name})
        return _page(request, found, form, refused=str(error), status=409)
    return removed("lifecycles")


@guard(Permission.SETTINGS_MANAGE, methods=BOTH)
def new_status(request: SignedInRequest, key: str) -> HttpResponse:
    """A form for one more status of it, in a category."""
    found = get_object_or_404(Lifecycle, pk=key)
    form = ValuesForm(STATUS, request.POST or None, held={"category": StatusCategory.LIVE.value})
    if form.is_valid():
        try:
            add_definition(Status, **form.cleaned_data, lifecycle=found, by=request.user)
            return saved("lifecycle", key)
        except NotPossible as error:
            form.add_error(None, str(error))
    return _form(request, form, title=_t("New status"), submit=_t("Save"), lifecycle=found)


@guard(Permission.SETTINGS_MANAGE, methods=BOTH)
def status(request: SignedInRequest, id: str) -> HttpResponse:
    """Its words. Its category is for good."""
    found = get_object_or_404(Status, pk=id)
    parts = {name: STATUS[name] for name in ("name", "meaning")}
    form = ValuesForm(parts, request.POST or None, held={"name": found.name, "meaning": found.meaning})
    if form.is_valid():
        try:
            change_definition(found, **form.cleaned_data, by=request.user)
            return saved("lifecycle", found.lifecycle_id)
        except NotPossible as error:
            form.add_error(None, str(error))
    context = {"form": form, "status": found, "title": found.name, "submit": _t("Save")}
    context["lifecycle"] = found.lifecycle
    return render(request, "settings/lifecycle_form.html", context, status=422 if form.is_bound else 200)


@guard(Permission.SETTINGS_MANAGE, methods=("POST",))
def status_place(request: SignedInRequest, id: str) -> HttpResponse:
    """One place earlier or later within its category."""
    found = get_object_or_404(Status, pk=id)
    shift_status(found, earlier=request.POST.get("to") == "up", by=request.user)
    return moved("lifecycle", found.lifecycle_id, at=f"status-{found.pk}")


@guard(Permission.SETTINGS_MANAGE, methods=BOTH)
def status_removal(request: SignedInRequest, id: str) -> HttpResponse:
    """Remove it; where something is unfinished in it, ask first where that goes."""
    found = get_object_or_404(Status, pk=id, is_retired=False)
    left = [found] if is_entered(found, by=request.user) else []
    form = MovesForm(request.POST or None, left=left, to=found.lifecycle_id or "")
    title = _t("Remove “%(name)s”") % {"name": found.name}
    if request.method == "POST" and (not left or form.is_valid()):
        to = form.moves()[found.pk] if left else None
        try:
            remove_status(found, to=to, by=request.user)
            return removed("lifecycle", found.lifecycle_id)
        except NotPossible as error:
            explain = str(error)
            return _form(request, form, title=title, submit="", explain=explain, lifecycle=found.lifecycle)
    explain = (
        _t("Some incidents have this status now. Nothing else will happen to them, and nobody will be told.")
        if left
        else _t("Incidents that ended with this status keep it.")
    )
    return _form(request, form, title=title, submit=_t("Remove"), explain=explain, lifecycle=found.lifecycle)


@guard(Permission.SETTINGS_MANAGE, methods=BOTH)
def kind_lifecycle(request: SignedInRequest, id: str) -> HttpResponse:
    """Choose the lifecycle of a type; then, if something of it is unfinished, where that goes."""
    kind = get_object_or_404(IncidentType, pk=id)
    form = GivenLifecycleForm(request.POST or None, initial={"lifecycle": lifecycle_of(kind)})
    moves: MovesForm | None = None
    if form.is_valid():
        to = form.cleaned_data["lifecycle"]
        left = [] if to.pk == lifecycle_of(kind) else statuses_left(kind, to, by=request.user)
        moves = MovesForm(request.POST if "asked" in request.POST else None, left=left, to=to.pk)
        if not left or moves.is_valid():
            try:
                give_lifecycle(kind, to, moves=moves.moves() if left else {}, by=request.user)
                return saved("setting_item", "incident-types", kind.pk)
            except NotPossible as error:
                form.add_error(None, str(error))
    offered = [(each, statuses_in(each.pk)) for each in Lifecycle.objects.all()]
    context = {"kind": kind, "form": form, "moves": moves, "offered": offered}
    return render(request, "settings/kind_lifecycle.html", context, status=422 if form.is_bound else 200)


def _form(
    request: SignedInRequest,
    form: forms.Form,
    *,
    title: str,
    submit: str,
    explain: str = "",
    lifecycle: Lifecycle | None = None,
) -> HttpResponse:
    context = {"form": form, "title": title, "submit": submit, "explain": explain, "lifecycle": lifecycle}
    status = 422 if form.is_bound or not submit else 200
    return render(request, "settings/lifecycle_form.html", context, status=status)
