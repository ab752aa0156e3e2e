"""Who has to do with it: roles, following, being here."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from turnout.core.notify.actions.read import mark_read_about
from turnout.core.people.guard import SignedInRequest, counted_as
from turnout.core.people.permissions import Permission
from turnout.incidents.access.actions.following import subscribe, unsubscribe
from turnout.incidents.access.actions.roles import assign_role, end_role
from turnout.incidents.models import Incident, Role
from turnout.incidents.room.actions.visiting import visit
from turnout.incidents.room.catching_up import others_present
from turnout.web.incidents.forms import RoleForm
from turnout.web.incidents.room import ask, in_incident, try_to

RESPOND = Permission.INCIDENTS_RESPOND


@in_incident(RESPOND, methods=("GET", "POST"))
def role(request: SignedInRequest, incident: Incident, key: str) -> HttpResponse:
    part = get_object_or_404(Role, key=key)
    holder = next((held.person for held in incident.holders if held.role_id == part.pk), None)
    if request.POST.get("take"):
        return try_to(
            request,
            incident,
            lambda: assign_role(incident, part, request.user, by=request.user),
        )
    if request.POST.get("end"):
        return try_to(
            request,
            incident,
            lambda: end_role(incident, part, by=request.user, was=request.POST.get("was") or None),
        )
    initial = {"was": holder.pk if holder else ""}
    return ask(
        request,
        incident,
        RoleForm(request.POST or None, initial=initial, holds=holder == request.user),
        lambda data: assign_role(incident, part, data["person"], by=request.user, was=data["was"] or None),
        title=part.name,
        submit=_("Hand over") if holder == request.user else _("Save"),
        explain=part.instructions,
        template="incidents/role.html",
        role=part,
        holder=holder,
    )


@in_incident(Permission.INCIDENTS_VIEW)
def subscription(request: SignedInRequest, incident: Incident) -> HttpResponse:
    wanted = request.POST.get("follow") == "yes"
    return try_to(
        request, incident, lambda: (subscribe if wanted else unsubscribe)(incident, by=request.user)
    )


@in_incident(Permission.INCIDENTS_VIEW)
@counted_as(None)
def presence(request: SignedInRequest, incident: Incident) -> HttpResponse:
    """An open page says so every half minute, and hears who else is here."""
    visit(incident, by=request.user)
    mark_read_about(incident, by=request.user)
    return render(
        request,
        "incidents/_presence.html",
        {"incident": incident, "present": others_present(incident, by=request.user)},
    )
