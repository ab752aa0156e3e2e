"""The list of what somebody was told, unread first, and the bell."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from turnout.core.notify.actions.read import mark_all_read, mark_read
from turnout.core.notify.audience import visible
from turnout.core.notify.inbox import inbox, unread_count
from turnout.core.notify.models import Notification
from turnout.core.people.permissions import Permission
from turnout.web.guard import SignedInRequest, guard

VIEW = Permission.INCIDENTS_VIEW


@guard(VIEW)
def list(request: SignedInRequest) -> HttpResponse:
    return render(request, "notifications/list.html", {"inbox": inbox(request.user)})


@guard(VIEW)
def list_part(request: SignedInRequest) -> HttpResponse:
    return render(request, "notifications/_list.html", {"inbox": inbox(request.user)})


@guard(VIEW)
def bell(request: SignedInRequest) -> HttpResponse:
    return render(request, "components/bell.html", {"unread": unread_count(request.user)})


@guard(VIEW)
def show(request: SignedInRequest, id: str) -> HttpResponse:
    """Leads to what it is about; having followed it is having read it."""
    found = visible(Notification.objects.filter(pk=id, person=request.user), request.user)
    if not found or not url_has_allowed_host_and_scheme(found[0].path, allowed_hosts=None):
        raise Http404
    mark_read([id], by=request.user)
    return redirect(found[0].path)


@guard(VIEW, methods=("POST",))
def reading(request: SignedInRequest) -> HttpResponse:
    """These are read; without any id, all are."""
    ids = request.POST.getlist("id")[:200]
    if ids:
        mark_read(ids, by=request.user)
    else:
        mark_all_read(by=request.user)
    is_quick = request.headers.get("X-Quick") == "yes"  # the page stays and fetches what changed
    return HttpResponse(status=204) if is_quick else redirect("notifications")
