"""One team."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from turnout.core.people.actions.teams import change_team, remove_team
from turnout.core.people.errors import NotPossible
from turnout.core.people.looking_first import looks_first
from turnout.core.people.models import Team
from turnout.core.people.permissions import Permission
from turnout.web.guard import SignedInRequest, guard
from turnout.web.teams.forms import MemberForm, TeamForm

MOST = 500


@guard(Permission.PEOPLE_VIEW)
def show(request: SignedInRequest, id: str) -> HttpResponse:
    return page(request, get_object_or_404(Team, pk=id))


@guard(Permission.TEAMS_MANAGE, methods=("POST",))
def change(request: SignedInRequest, id: str) -> HttpResponse:
    team = get_object_or_404(Team, pk=id)
    form = TeamForm(request.POST)
    if form.is_valid():
        try:
            change_team(team, **form.cleaned_data, by=request.user)
            return redirect("team", team.pk)
        except NotPossible as error:
            form.add_error("name", str(error))
    return page(request, team, form=form, status=422)


@guard(Permission.TEAMS_MANAGE, methods=("POST",))
def remove(request: SignedInRequest, id: str) -> HttpResponse:
    team = get_object_or_404(Team, pk=id)
    try:
        remove_team(team, by=request.user)
    except NotPossible as error:
        return page(request, team, refused=str(error), status=409)
    return redirect("teams")


def page(
    request: SignedInRequest,
    team: Team,
    *,
    form: TeamForm | None = None,
    member_form: MemberForm | None = None,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    members = list(team.members.filter(is_active=True).order_by("folded", "id")[:MOST])
    context = {
        "team": team,
        "members": members,
        "form": form or TeamForm(initial={"name": team.name, "purpose": team.purpose}),
        "member_form": member_form or MemberForm(),
        "looks_first": looks_first(team),
        "refused": refused,
    }
    return render(request, "teams/show.html", context, status=status)
