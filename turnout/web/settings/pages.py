"""The pages of a setting: its list, and a form for each item, drawn from what the setting says of itself."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url

from turnout.core.blueprints.settings import Setting, settings
from turnout.core.people.permissions import Permission
from turnout.core.values import Parts
from turnout.incidents.errors import NotPossible
from turnout.incidents.models import IncidentForm, IncidentType, Occasion
from turnout.web.guard import SignedInRequest, guard
from turnout.web.inputs import ValuesForm
from turnout.web.settings.responses import moved, removed, saved, settled

BOTH = ("GET", "POST")


def setting_at(path: str) -> Setting:
    """The setting whose pages are there, or 404."""
    found = (each for each in settings().values() if each.page and each.page.path == path and each.model)
    setting = next(found, None)
    if setting is None:
        raise Http404
    return setting


@guard(Permission.SETTINGS_MANAGE)
def show_list(request: SignedInRequest, path: str) -> HttpResponse:
    """Its items in their order. One that is listed with another leads there."""
    setting = setting_at(path)
    assert setting.page
    if setting.page.listed_at:
        return redirect("setting_list", setting.page.listed_at)
    context = {"setting": setting, "rows": setting.rows(), "is_arranged": setting.arrange is not None}
    return render(request, "settings/list.html", context)


@guard(Permission.SETTINGS_MANAGE, methods=BOTH)
def new(request: SignedInRequest, path: str) -> HttpResponse:
    """A form for one more; 404 where there can't be. 422 with what is wrong."""
    setting = setting_at(path)
    assert setting.page
    if not setting.page.new or setting.add is None:
        raise Http404
    form = ValuesForm(_asked(setting, is_new=True), request.POST or None, held=setting.page.first)
    if form.is_valid():
        try:
            add = setting.add
            return settled(
                request,
                lambda: add("", form.cleaned_data, request.user),
                then=lambda made: saved("setting_list", _home(setting)),
            )
        except NotPossible as error:
            form.add_error(None, str(error))
    return _page(request, setting, form)


@guard(Permission.SETTINGS_MANAGE, methods=BOTH)
def show(request: SignedInRequest, path: str, id: str) -> HttpResponse:
    """The form of one item. 422 with what is wrong."""
    setting = setting_at(path)
    row, key = _found(setting, id)
    form = ValuesForm(_asked(setting), request.POST or None, held=setting.items()[key])
    if form.is_valid():
        try:
            return settled(
                request,
                lambda: setting.change(key, form.cleaned_data, request.user),
                then=lambda made: saved("setting_list", _home(setting)),
            )
        except NotPossible as error:
            form.add_error(None, str(error))
    return _page(request, setting, form, row)


@guard(Permission.SETTINGS_MANAGE, methods=("POST",))
def place(request: SignedInRequest, path: str, id: str) -> HttpResponse:
    """Let it change places with its neighbour."""
    setting = setting_at(path)
    row, key = _found(setting, id)
    if setting.arrange is None:
        raise Http404
    keys = [setting.key_of(each) for each in setting.rows()]
    here = keys.index(key)
    there = here - 1 if request.POST.get("to") == "up" else here + 1
    if 0 <= there < len(keys):
        keys[here], keys[there] = keys[there], keys[here]
        setting.arrange(keys, request.user)
    return moved("setting_list", path, at=f"item-{row.pk}")


@guard(Permission.SETTINGS_MANAGE, methods=("POST",))
def removal(request: SignedInRequest, path: str, id: str) -> HttpResponse:
    """409 where the verb refuses, with why."""
    setting = setting_at(path)
    row, key = _found(setting, id)
    if setting.remove is None:
        raise Http404
    remove = setting.remove
    try:
        return settled(
            request,
            lambda: remove(key, request.user),
            then=lambda made: removed("setting_list", _home(setting)),
        )
    except NotPossible as error:
        form = ValuesForm(_asked(setting), held=setting.items()[key])
        return _page(request, setting, form, row, refused=str(error))


def _found(setting: Setting, id: str) -> tuple[Any, str]:
    assert setting.model
    row = get_object_or_404(setting.model, pk=id)
    key = setting.key_of(row)
    if key not in setting.present():
        raise Http404
    return row, key


def _asked(setting: Setting, *, is_new: bool = False) -> Parts:
    """What its form asks: what is fixed only of a new one."""
    assert setting.page
    names = setting.page.form or tuple(setting.fields)
    return {name: setting.fields[name] for name in names if is_new or name not in setting.fixed}


def _home(setting: Setting) -> str:
    """The path of the list it stands in."""
    assert setting.page
    return setting.page.listed_at or setting.page.path


def _page(
    request: SignedInRequest, setting: Setting, form: forms.Form, row: Any = None, refused: str = ""
) -> HttpResponse:
    is_type = isinstance(row, IncidentType)
    context = {
        "form": form,
        "setting": setting,
        "found": row,
        "refused": refused,
        "home": resolve_url("setting_list", _home(setting)),
        "own_form": is_type and IncidentForm.objects.filter(type=row, occasion=Occasion.DECLARE).exists(),
        "can_go": row is not None and setting.remove is not None and setting.key_of(row) != setting.needed,
    }
    status = 409 if refused else 422 if form.is_bound else 200
    return render(request, "settings/item.html", context, status=status)
