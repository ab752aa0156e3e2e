"""Who is in a team."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from turnout.core.people.actions.teams import add_member, remove_member
from turnout.core.people.errors import NotPossible
from turnout.core.people.models import Person, Team
from turnout.core.people.permissions import Permission
from turnout.web.guard import SignedInRequest, guard
from turnout.web.teams.forms import MemberForm
from turnout.web.teams.show import page


@guard(Permission.TEAMS_MANAGE, methods=("POST",))
def add(request: SignedInRequest, id: str) -> HttpResponse:
    team = get_object_or_404(Team, pk=id)
    form = MemberForm(request.POST)
    if form.is_valid():
        try:
            add_member(team, form.cleaned_data["person"], by=request.user)
            return redirect("team", team.pk)
        except NotPossible as error:
            form.add_error("person", str(error))
    return page(request, team, member_form=form, status=422)


@guard(Permission.TEAMS_MANAGE, methods=("POST",))
def remove(request: SignedInRequest, id: str, person: str) -> HttpResponse:
    team = get_object_or_404(Team, pk=id)
    try:
        remove_member(team, get_object_or_404(Person, pk=person), by=request.user)
    except NotPossible as error:
        return page(request, team, refused=str(error), status=409)
    return redirect("team", team.pk)
