"""All teams, and making one."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from turnout.core.people.actions.teams import create_team
from turnout.core.people.errors import NotPossible
from turnout.core.people.models import Team
from turnout.core.people.permissions import Permission
from turnout.web.guard import SignedInRequest, guard
from turnout.web.teams.forms import TeamForm

MOST = 500


@guard(Permission.PEOPLE_VIEW)
def show(request: SignedInRequest) -> HttpResponse:
    return _page(request, TeamForm())


@guard(Permission.TEAMS_MANAGE, methods=("POST",))
def create(request: SignedInRequest) -> HttpResponse:
    form = TeamForm(request.POST)
    if form.is_valid():
        try:
            return redirect("team", create_team(**form.cleaned_data, by=request.user).pk)
        except NotPossible as error:
            form.add_error("name", str(error))
    return _page(request, form, status=422)


def _page(request: SignedInRequest, form: TeamForm, status: int = 200) -> HttpResponse:
    teams = Team.objects.with_size()[:MOST]
    mine = set(request.user.teams.values_list("pk", flat=True))
    return render(request, "teams/list.html", {"teams": teams, "mine": mine, "form": form}, status=status)
