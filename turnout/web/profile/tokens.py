"""Keys for scripts that act as you."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from turnout.core.lib import clock
from turnout.core.people.actions.brake import MOST, let_go_on
from turnout.core.people.actions.tokens import create_api_token, revoke_api_token
from turnout.core.people.errors import NotPossible
from turnout.core.people.models import ApiToken, Person
from turnout.core.people.permissions import LENDS, Permission, Scope
from turnout.web.guard import SignedInRequest, guard

SCOPES = {
    Scope.READ: _("Read what you can see"),
    Scope.REPORT: _("Report incidents"),
    Scope.RESPOND: _("Change incidents you can see"),
    Scope.MANAGE: _("Change settings, and see how people are reached"),
}
DAYS = {7: _("A week"), 30: _("30 days"), 90: _("90 days"), 365: _("A year")}
USUAL_DAYS = 90
ENDED_SHOWN = timedelta(days=30)
MOST_SHOWN = 200


class TokenForm(forms.Form):
    """What a token is for, what it's lent, and until when."""

    name = forms.CharField(
        label=_("What is it for?"), max_length=200, help_text=_("For example: Nightly report")
    )
    scopes = forms.MultipleChoiceField(
        label=_("What can the script do?"),
        widget=forms.CheckboxSelectMultiple,
        initial=[Scope.READ.value],
        help_text=_("Lend only what it needs. No token can let people in, keep them out or erase."),
    )
    days = forms.TypedChoiceField(
        label=_("How long will it work?"), choices=[*DAYS.items()], coerce=int, initial=USUAL_DAYS
    )

    def __init__(self, *given: Any, person: Person, **options: Any) -> None:
        super().__init__(*given, **options)
        fields: Any = self.fields
        fields["scopes"].choices = [
            (each.value, words)
            for each, words in SCOPES.items()
            if any(person.may(one) for one in LENDS[each])
        ]


@guard(Permission.TOKENS_MANAGE, methods=("GET", "POST"))
@never_cache
def show(request: SignedInRequest) -> HttpResponse:
    """A new key is answered at once, without a redirect: it is kept nowhere, so here is its only place."""
    form = TokenForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            token, key = create_api_token(
                form.cleaned_data["name"],
                form.cleaned_data["scopes"],
                lasts=timedelta(days=form.cleaned_data["days"]),
                by=request.user,
            )
        except NotPossible as error:
            form.add_error("name", str(error))
        else:
            return _page(request, TokenForm(person=request.user), made=token, key=key)
    return _page(request, form, status=422 if form.is_bound else 200)


def _page(request: SignedInRequest, form: TokenForm, *, status: int = 200, **made: Any) -> HttpResponse:
    kept = ApiToken.objects.kept().filter(person=request.user, expires_at__gt=clock.now() - ENDED_SHOWN)
    tokens = [
        (each, [str(SCOPES[scope]) for scope in Scope if scope in each.scopes])
        for each in kept.order_by("-created_at")[:MOST_SHOWN]
    ]
    shown = {"form": form, "tokens": tokens, "address": settings.PUBLIC_URL, "most": MOST, **made}
    return render(request, "profile/tokens.html", shown, status=status)


@guard(Permission.TOKENS_MANAGE, methods=("POST",))
def revoke(request: SignedInRequest, id: str) -> HttpResponse:
    revoke_api_token(get_object_or_404(request.user.api_tokens.all(), pk=id), by=request.user)
    return redirect("profile_tokens")


@guard(Permission.TOKENS_MANAGE, methods=("POST",))
def go_on(request: SignedInRequest, id: str) -> HttpResponse:
    with suppress(NotPossible):  # somebody pressed twice
        let_go_on(
            get_object_or_404(ApiToken.objects.live().filter(person=request.user), pk=id), by=request.user
        )
    return redirect("profile_tokens")
