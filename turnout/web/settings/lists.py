"""Lists of what an organization defines, a page each: incident types, severities, departments, roles."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from turnout.core.people.permissions import Permission
from turnout.incidents.models import Discipline, IncidentType, Role, Severity
from turnout.web.guard import SignedInRequest, guard
from turnout.web.settings.kinds import ARRANGED


@dataclass(frozen=True)
class Listed:
    """A page of words, and what it says about them."""

    model: type[Any]
    title: Promise
    about: Promise
    more: Promise | str = ""  # words of the button for one more; empty: there can't be


LISTS = {
    "incident-types": Listed(
        IncidentType,
        _("Incident types"),
        _("What people choose from when they report. Each can have its own lifecycle, checklist and forms."),
        _("New incident type"),
    ),
    "severities": Listed(
        Severity,
        _("Severities"),
        _("There are always five, so everyone means the same thing. What you call them is up to you."),
    ),
    "departments": Listed(
        Discipline,
        _("Departments"),
        _("Home shows a lane for each, and incident types belong to them."),
        _("New department"),
    ),
    "roles": Listed(
        Role,
        _("Roles"),
        _("The roles people take in an incident, and what each is told when they take it."),
        _("New role"),
    ),
}
ELSEWHERE = {"statuses": "lifecycles", "timestamps": "times_settings", "durations": "times_settings"}


@guard(Permission.SETTINGS_MANAGE)
def show(request: SignedInRequest, name: str) -> HttpResponse:
    if name in ELSEWHERE:
        return redirect(ELSEWHERE[name])
    if name not in LISTS:
        raise Http404
    listed = LISTS[name]
    found = listed.model.objects.all()
    context = {"name": name, "listed": listed, "found": found, "is_arranged": name in ARRANGED}
    return render(request, "settings/kinds.html", context)
