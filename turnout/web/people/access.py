"""What admins do about a person's access: role, leaving, coming back, a new link."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from turnout.core.people.actions.joining import renew_access
from turnout.core.people.actions.leaving import deactivate_person, reactivate_person
from turnout.core.people.actions.profile import change_profile
from turnout.core.people.actions.roles import change_role
from turnout.core.people.actions.waiting import stop_access_change
from turnout.core.people.errors import NotPossible
from turnout.core.people.models import AccessChange, Person
from turnout.core.people.permissions import Permission
from turnout.web.guard import SignedInRequest, guard
from turnout.web.people.invitations import link_of
from turnout.web.people.show import RoleForm, find, page

NAME_LENGTH = 200


@guard(Permission.PEOPLE_MANAGE, methods=("POST",))
def role(request: SignedInRequest, id: str) -> HttpResponse:
    person = find(request, id)
    form = RoleForm(request.POST, by=request.user)
    if not form.is_valid():
        return page(request, person, problem=_("Choose one of the roles."), status=422)
    return _try(request, person, lambda: change_role(person, form.cleaned_data["role"], by=request.user))


@guard(Permission.PEOPLE_MANAGE, methods=("POST",))
def name(request: SignedInRequest, id: str) -> HttpResponse:
    """Set back, or set right, what somebody is called and what they do."""
    person = find(request, id)
    said = {each: request.POST.get(each, "")[:NAME_LENGTH] for each in ("name", "title")}
    own = {"timezone": person.timezone, "language": person.language}
    return _try(request, person, lambda: change_profile(person, **said, **own, by=request.user))


@guard(Permission.PEOPLE_MANAGE, methods=("POST",))
def departure(request: SignedInRequest, id: str) -> HttpResponse:
    person = find(request, id)
    return _try(request, person, lambda: deactivate_person(person, by=request.user))


@guard(Permission.PEOPLE_MANAGE, methods=("POST",))
def stopping(request: SignedInRequest, id: str) -> HttpResponse:
    """What an admin asked for won't happen."""
    person = find(request, id)
    change = AccessChange.objects.filter(person=person).first()
    return _try(request, person, lambda: change and stop_access_change(change, by=request.user))


@guard(Permission.PEOPLE_MANAGE, methods=("POST",))
def coming_back(request: SignedInRequest, id: str) -> HttpResponse:
    person = find(request, id)
    return _try(request, person, lambda: reactivate_person(person, by=request.user))


@guard(Permission.PEOPLE_MANAGE, methods=("POST",))
@never_cache
def link(request: SignedInRequest, id: str) -> HttpResponse:
    """Answered at once, without a redirect: the link is kept nowhere, so here is its only place."""
    person = find(request, id)
    try:
        invitation, key = renew_access(person, by=request.user)
    except NotPossible as error:
        return page(request, person, problem=str(error), status=409)
    context = {"person": person, "invitation": invitation, "link": link_of(key)}
    return render(request, "people/link.html", context)


def _try(request: SignedInRequest, person: Person, act: Callable[[], Any]) -> HttpResponse:
    try:
        act()
    except NotPossible as error:
        return page(request, person, problem=str(error), status=409)
    waits = AccessChange.objects.filter(person=person, asked_by=request.user).exists()
    return redirect(f"{reverse('person', args=[person.pk])}{'' if waits else '?saved'}")
