"""Home: what needs me, what goes on across the company, what was resolved lately."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission
from turnout.incidents.lists.lanes import lanes_for, lately_resolved
from turnout.incidents.lists.needs import needs_of
from turnout.web.guard import SignedInRequest, guard


@guard(Permission.INCIDENTS_VIEW)
def show(request: SignedInRequest) -> HttpResponse:
    return render(request, "home/show.html", going_on(request))


@guard(Permission.INCIDENTS_VIEW)
def part(request: SignedInRequest) -> HttpResponse:
    return render(request, "home/_going_on.html", going_on(request))


def going_on(request: SignedInRequest) -> dict[str, Any]:
    return {
        "needs": needs_of(request.user),
        "lanes": lanes_for(request.user),
        "resolved": lately_resolved(request.user),
        "is_alone": lambda: not Person.objects.active().exclude(pk=request.user.pk).exists(),
    }
