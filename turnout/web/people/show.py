"""One person: who, where, and what they hold just now. Nothing that counts or compares people."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from turnout.core.lib import clock
from turnout.core.people.models import AccessChange, Person
from turnout.core.people.permissions import ROLE_NAMES, BaseRole, Permission
from turnout.incidents.models import Incident, RoleAssignment
from turnout.web.guard import SignedInRequest, guard

MOST = 20
ROLE_MEANINGS = {
    BaseRole.VIEWER: _("Reports problems and can read anything that's open to everyone."),
    BaseRole.RESPONDER: _("Takes part in incidents: leads, posts updates, does what needs doing."),
    BaseRole.ADMIN: _("Also manages people, teams and settings."),
    BaseRole.OWNER: _("Can do everything, and sees every private incident except sealed ones."),
}


class RoleForm(forms.Form):
    """What somebody may do. Owners are offered only to owners."""

    def __init__(self, *args: Any, by: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        offered = [(role, ROLE_NAMES[role]) for role in roles_given_by(by)]
        self.fields["role"] = forms.ChoiceField(label=_("Role"), choices=offered)


def roles_given_by(person: Person) -> list[BaseRole]:
    return [each for each in BaseRole if each != BaseRole.OWNER or person.may(Permission.OWNERS_MANAGE)]


def roles_explained(by: Person) -> list[tuple[BaseRole, object, object]]:
    """The roles `by` may give, each with its name and what it means."""
    return [(role, ROLE_NAMES[role], ROLE_MEANINGS[role]) for role in roles_given_by(by)]


@guard(Permission.PEOPLE_VIEW)
def show(request: SignedInRequest, id: str) -> HttpResponse:
    return page(request, find(request, id))


def find(request: SignedInRequest, id: str) -> Person:
    """People who left are still there for admins only; what they did still bears their name everywhere."""
    people = Person.objects.all() if request.user.may(Permission.PEOPLE_MANAGE) else Person.objects.active()
    person: Person = get_object_or_404(people.prefetch_related("teams"), pk=id)
    return person


def page(request: SignedInRequest, person: Person, *, problem: str = "", status: int = 200) -> HttpResponse:
    may_manage = request.user.may(Permission.PEOPLE_MANAGE) and (
        not person.is_owner or request.user.may(Permission.OWNERS_MANAGE)
    )
    holding = RoleAssignment.objects.filter(
        person=person,
        ended_at__isnull=True,
        incident__in=Incident.objects.visible_to(request.user).ongoing(),
    )
    waiting = AccessChange.objects.filter(person=person).select_related("asked_by").first()
    knows = request.user.may(Permission.PEOPLE_MANAGE) or person.pk == request.user.pk
    context = {
        "person": person,
        "waiting": waiting if knows else None,
        "waiting_role": ROLE_NAMES.get(BaseRole(waiting.to)) if waiting and waiting.to else "",
        "may_stop": waiting is not None
        and (waiting.asked_by_id == request.user.pk or request.user.may(Permission.OWNERS_MANAGE)),
        "may_hurry": request.user.may(Permission.OWNERS_MANAGE),
        "waits": not request.user.may(Permission.OWNERS_MANAGE),
        "local_now": clock.now().astimezone(person.zone),
        "same_zone": person.timezone == request.user.timezone,
        "holding": holding.select_related("incident").order_by("-assigned_at")[:MOST],
        "may_manage": may_manage,
        "roles": roles_explained(request.user),
        "problem": problem,
        "saved": "saved" in request.GET,
    }
    return render(request, "people/show.html", context, status=status)
