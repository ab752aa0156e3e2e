"""Mail that would have been sent: people see their own; system managers see that there is other mail."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render

from turnout.core.people.guard import SignedInRequest, guard
from turnout.core.people.permissions import Permission
from turnout.integrations.email.models import OutboxMail

SHOWN = 50


@guard(Permission.INCIDENTS_VIEW)
def show(request: SignedInRequest) -> HttpResponse:
    if settings.SMTP_URL:
        raise Http404
    newest = OutboxMail.objects.order_by("-created_at", "-id")
    mine = newest.filter(person=request.user)[:SHOWN]
    # Not even an admin reads others' mail here: it may tell of what only its reader may see.
    others = newest.exclude(person=request.user).select_related("person").defer("subject", "text")
    runs_it = request.user.may(Permission.SYSTEM_MANAGE)
    return render(request, "email/outbox.html", {"mine": mine, "others": others[:SHOWN] if runs_it else []})
