"""My work: what I lead, promised, have to do, reported and follow."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from turnout.core.people.permissions import Permission
from turnout.incidents.lists import needs
from turnout.web.guard import SignedInRequest, guard


@guard(Permission.INCIDENTS_VIEW)
def show(request: SignedInRequest) -> HttpResponse:
    return render(request, "work/show.html", mine(request))


@guard(Permission.INCIDENTS_VIEW)
def part(request: SignedInRequest) -> HttpResponse:
    return render(request, "work/_mine.html", mine(request))


def mine(request: SignedInRequest) -> dict[str, Any]:
    tasks = needs.outstanding_of(request.user)
    parts = needs.involvements_of(request.user)
    return {
        "parts": [part for part in parts if not part.is_promise_near],
        "promised": needs.promised(parts),
        "unanswered": needs.waiting_to_hear(request.user)
        if request.user.may(Permission.INCIDENTS_RESPOND)
        else None,
        "overdue": [task for task in tasks if task.is_overdue],
        "actions": [task for task in tasks if not task.is_overdue and not task.is_follow_up],
        "follow_ups": [task for task in tasks if not task.is_overdue and task.is_follow_up],
        "reported": needs.reported_by(request.user),
        "followed": needs.followed_by(request.user),
        "is_cut": len(tasks) >= needs.MOST,
    }
