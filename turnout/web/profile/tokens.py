"""Keys for scripts that act as you."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from turnout.core.people.actions.tokens import create_api_token, revoke_api_token
from turnout.core.people.errors import NotPossible
from turnout.core.people.models import ApiToken
from turnout.core.people.permissions import Permission
from turnout.web.guard import SignedInRequest, guard


class TokenForm(forms.Form):
    """A name is all a token needs."""

    name = forms.CharField(
        label=_("What is it for?"), max_length=200, help_text=_("For example: Nightly report")
    )


@guard(Permission.TOKENS_MANAGE, methods=("GET", "POST"))
@never_cache
def show(request: SignedInRequest) -> HttpResponse:
    """A new key is answered at once, without a redirect: it is kept nowhere, so here is its only place."""
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            token, key = create_api_token(form.cleaned_data["name"], by=request.user)
        except NotPossible as error:
            form.add_error("name", str(error))
        else:
            return _page(request, TokenForm(), made=token, key=key)
    return _page(request, form, status=422 if form.is_bound else 200)


def _page(request: SignedInRequest, form: TokenForm, *, status: int = 200, **made: Any) -> HttpResponse:
    tokens = ApiToken.objects.live().filter(person=request.user).order_by("-created_at")
    shown = {"form": form, "tokens": tokens, "address": settings.PUBLIC_URL, **made}
    return render(request, "profile/tokens.html", shown, status=status)


@guard(Permission.TOKENS_MANAGE, methods=("POST",))
def revoke(request: SignedInRequest, id: str) -> HttpResponse:
    revoke_api_token(get_object_or_404(request.user.api_tokens.all(), pk=id), by=request.user)
    return redirect("profile_tokens")
