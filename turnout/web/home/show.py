"""Home: what needs me, what goes on across the company, what was resolved lately."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from turnout.core.people.permissions import Permission
from turnout.incidents.lanes import lanes_for, lately_resolved
from turnout.incidents.needs import needs_of
from turnout.web.guard import guard


@guard(Permission.INCIDENTS_VIEW)
def show(request: HttpRequest) -> HttpResponse:
    return render(request, "home/show.html", {**needs(request), **going_on(request)})


@guard(Permission.INCIDENTS_VIEW)
def needs_part(request: HttpRequest) -> HttpResponse:
    return render(request, "home/_needs.html", needs(request))


@guard(Permission.INCIDENTS_VIEW)
def lanes_part(request: HttpRequest) -> HttpResponse:
    return render(request, "home/_lanes.html", going_on(request))


def needs(request: HttpRequest) -> dict[str, Any]:
    return {"needs": needs_of(request.user)}


def going_on(request: HttpRequest) -> dict[str, Any]:
    return {"lanes": lanes_for(request.user), "resolved": lately_resolved(request.user)}
