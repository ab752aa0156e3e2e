"""Triage: what is new, each with what helps to decide and the decisions beside it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from turnout.core.people.permissions import Permission
from turnout.incidents.lists.triage import good_endings, new_reports
from turnout.web.guard import SignedInRequest, guard


@guard(Permission.INCIDENTS_RESPOND)
def show(request: SignedInRequest) -> HttpResponse:
    return render(request, "triage/show.html", _queue(request))


@guard(Permission.INCIDENTS_RESPOND)
def part(request: SignedInRequest) -> HttpResponse:
    return render(request, "triage/_queue.html", _queue(request))


def _queue(request: SignedInRequest) -> dict[str, Any]:
    reports, has_more = new_reports(request.user)
    return {"reports": reports, "has_more": has_more, "good": good_endings(request.user)}
