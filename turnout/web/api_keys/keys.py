"""The organization's own API keys."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from turnout.core.people.actions.brake import MOST, let_go_on
from turnout.core.people.actions.keys import change_api_key, create_api_key, revoke_api_key, rotate_api_key
from turnout.core.people.errors import NotPossible
from turnout.core.people.models import ApiKey
from turnout.core.people.permissions import GIVEN_TO_KEYS, Permission
from turnout.web.guard import SignedInRequest, guard

BOTH = ("GET", "POST")
OVERLAP = timedelta(minutes=30)
ALLOWS = {
    Permission.INCIDENTS_VIEW: _("See open incidents"),
    Permission.INCIDENTS_RAISE: _("Report incidents"),
    Permission.INCIDENTS_RESPOND: _("Change incidents"),
    Permission.PEOPLE_VIEW: _("See people and teams"),
    Permission.SETTINGS_MANAGE: _("Change settings"),
}


class KeyForm(forms.Form):
    """What it is called, and what it may."""

    name = forms.CharField(
        label=_("What is it for?"), max_length=200, help_text=_("For example: Service catalogue")
    )
    permissions = forms.MultipleChoiceField(
        label=_("What may it do?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    comment = forms.CharField(
        label=_("Note"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        fields: Any = self.fields
        fields["permissions"].choices = [
            (each.value, ALLOWS[each]) for each in Permission if each in GIVEN_TO_KEYS
        ]


@guard(Permission.API_KEYS_MANAGE, methods=BOTH)
@never_cache
def show(request: SignedInRequest) -> HttpResponse:
    """POST makes one. Its secret is answered at once: it is kept nowhere, so here is its only place."""
    form = KeyForm(request.POST or None)
    if form.is_valid():
        try:
            key, secret = create_api_key(**form.cleaned_data, by=request.user)
        except NotPossible as error:
            form.add_error(None, str(error))
        else:
            return _list(request, KeyForm(), made=key, secret=secret)
    return _list(request, form, status=422 if form.is_bound else 200)


@guard(Permission.API_KEYS_MANAGE, methods=BOTH)
@never_cache
def one(request: SignedInRequest, id: str) -> HttpResponse:
    key = _live(id)
    held = {"name": key.name, "permissions": key.permissions, "comment": key.comment}
    form = KeyForm(request.POST or None, initial=held)
    if form.is_valid():
        try:
            change_api_key(key, **form.cleaned_data, by=request.user)
            return redirect(f"{reverse('api_keys')}?saved")
        except NotPossible as error:
            form.add_error(None, str(error))
    return _one(request, key, form, status=422 if form.is_bound else 200)


@guard(Permission.API_KEYS_MANAGE, methods=("POST",))
@never_cache
def rotation(request: SignedInRequest, id: str) -> HttpResponse:
    key, secret = rotate_api_key(_live(id), overlap=OVERLAP, by=request.user)
    held = {"name": key.name, "permissions": key.permissions, "comment": key.comment}
    return _one(request, key, KeyForm(initial=held), secret=secret)


@guard(Permission.API_KEYS_MANAGE, methods=("POST",))
def continuation(request: SignedInRequest, id: str) -> HttpResponse:
    with suppress(NotPossible):  # somebody pressed twice
        let_go_on(_live(id), by=request.user)
    return redirect("api_key", id)


@guard(Permission.API_KEYS_MANAGE, methods=("POST",))
def revocation(request: SignedInRequest, id: str) -> HttpResponse:
    revoke_api_key(_live(id), by=request.user)
    return redirect(f"{reverse('api_keys')}?removed")


def _live(id: str) -> ApiKey:
    return get_object_or_404(ApiKey.objects.live().select_related("created_by", "answered_by"), pk=id)


def _list(request: SignedInRequest, form: KeyForm, *, status: int = 200, **made: Any) -> HttpResponse:
    keys = ApiKey.objects.live().select_related("created_by", "answered_by")
    return render(request, "api_keys/keys.html", {"form": form, "keys": keys, **made}, status=status)


def _one(
    request: SignedInRequest, key: ApiKey, form: KeyForm, *, status: int = 200, secret: str = ""
) -> HttpResponse:
    context = {
        "form": form,
        "key": key,
        "secret": secret,
        "minutes": int(OVERLAP.total_seconds() // 60),
        "most": MOST,
    }
    return render(request, "api_keys/key.html", context, status=status)
