"""The browsers you are signed in with."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from turnout.core.people.actions.sessions import end_other_sessions, end_session
from turnout.core.people.models import Session
from turnout.core.people.permissions import Permission
from turnout.web.guard import SignedInRequest, guard

MOST = 100


@guard(Permission.PEOPLE_VIEW, methods=("GET", "POST"))
def show(request: SignedInRequest) -> HttpResponse:
    """POST ends the one named by `session`, or all `others`."""
    mine = Session.objects.alive().filter(person=request.user)
    here = request.session.session_key
    if request.method == "POST":
        if "others" in request.POST:
            end_other_sessions(request.user, keep=here, by=request.user)
        else:
            end_session(get_object_or_404(mine, handle=request.POST.get("session", "")), by=request.user)
        return redirect(f"{reverse('profile_sessions')}?saved")
    context = {
        "here": mine.filter(pk=here).first(),
        "others": mine.exclude(pk=here)[:MOST],
        "saved": "saved" in request.GET,
    }
    return render(request, "profile/sessions.html", context)
