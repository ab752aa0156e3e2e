"""Inviting people, and the invitations still open."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from turnout.core.people.actions.joining import invite_person, withdraw_invitation
from turnout.core.people.errors import NotPossible
from turnout.core.people.models import Invitation, Person
from turnout.core.people.permissions import ROLE_NAMES, BaseRole, Permission
from turnout.web.guard import SignedInRequest, guard
from turnout.web.people.show import roles_explained, roles_given_by

MOST = 200


class InviteForm(forms.Form):
    """Who should join, and as what."""

    email = forms.EmailField(label=_("Email"), max_length=254)
    name = forms.CharField(
        label=_("Name"), max_length=200, required=False, help_text=_("They can change it later.")
    )

    def __init__(self, *args: Any, by: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        offered = [(role, ROLE_NAMES[role]) for role in roles_given_by(by)]
        self.fields["role"] = forms.ChoiceField(label=_("Role"), choices=offered, initial=BaseRole.RESPONDER)


def link_of(key: str) -> str:
    return f"{settings.PUBLIC_URL}{reverse('invitation', args=[key])}"


@guard(Permission.PEOPLE_MANAGE, methods=("GET", "POST"))
@never_cache
def show(request: SignedInRequest) -> HttpResponse:
    """A new link is answered at once, without a redirect: it is kept nowhere, so here is its only place."""
    form = InviteForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            invitation, key = invite_person(**form.cleaned_data, by=request.user)
        except NotPossible as error:
            form.add_error("email", str(error))
        else:
            form = InviteForm(by=request.user)
            return _page(request, form, invitation=invitation, link=link_of(key))
    return _page(request, form, status=422 if form.is_bound else 200)


def _page(request: SignedInRequest, form: InviteForm, *, status: int = 200, **made: Any) -> HttpResponse:
    open_ones = Invitation.objects.open().select_related("invited_by", "person").order_by("-created_at")
    roles = roles_explained(request.user)
    context = {"form": form, "roles": roles, "invitations": open_ones[:MOST], **made}
    return render(request, "people/invitations.html", context, status=status)


@guard(Permission.PEOPLE_MANAGE, methods=("POST",))
def withdraw(request: SignedInRequest, id: str) -> HttpResponse:
    withdraw_invitation(get_object_or_404(Invitation, pk=id), by=request.user)
    return redirect("invitations")
