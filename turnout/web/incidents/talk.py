"""What people say: messages, updates, pins."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from turnout.core.events.models import RecordedEvent
from turnout.core.people.guard import SignedInRequest
from turnout.core.people.permissions import Permission
from turnout.incidents.models import (
    Incident,
    Occasion,
    StatusCategory,
)
from turnout.incidents.room.actions.removing import remove_message
from turnout.incidents.room.actions.talking import (
    edit_message,
    pin_entry,
    post_message,
    post_update,
    unpin_entry,
)
from turnout.web.incidents.form_questions import answers_for
from turnout.web.incidents.forms import (
    MessageForm,
    RoomForm,
    UpdateForm,
)
from turnout.web.incidents.room import ask, in_incident, try_to

TALK = Permission.INCIDENTS_RAISE  # everyone who sees it may post
RESPOND = Permission.INCIDENTS_RESPOND


@in_incident(TALK, methods=("GET", "POST"))
def messages(request: SignedInRequest, incident: Incident) -> HttpResponse:
    return ask(
        request,
        incident,
        RoomForm(request.POST or None),
        lambda data: post_message(
            incident, data["body"], by=request.user, with_name=data["with_name"], token=data["token"] or None
        ),
        title=_("Write to everyone here"),
        submit=_("Send"),
    )


@in_incident(TALK, methods=("GET", "POST"))
def message(request: SignedInRequest, incident: Incident, id: str) -> HttpResponse:
    found = get_object_or_404(incident.messages, pk=id, author=request.user, removed_at__isnull=True)
    return ask(
        request,
        incident,
        MessageForm(request.POST or None, initial={"body": found.body}),
        lambda data: edit_message(found, data["body"], by=request.user),
        title=_("Edit your message"),
        submit=_("Save"),
    )


@in_incident(TALK, methods=("GET", "POST"))
def message_removal(request: SignedInRequest, incident: Incident, id: str) -> HttpResponse:
    """Asked first: not everyone can bring the words back."""
    found = get_object_or_404(incident.messages.present(), pk=id, author=request.user)
    if request.method == "POST":
        return try_to(request, incident, lambda: remove_message(found, by=request.user))
    return ask(
        request,
        incident,
        forms.Form(),
        lambda _data: None,
        title=_("Remove this message?"),
        submit=_("Remove"),
        explain=_(
            "It'll be hidden, and deleted after 30 days. Until then you can bring it back. If it's older "
            "than 15 minutes, or someone replied, its words can still be read under “Removed”."
        ),
    )


@in_incident(RESPOND, methods=("GET", "POST"))
def updates(request: SignedInRequest, incident: Incident) -> HttpResponse:
    initial = {"next_in": "30"} if incident.category == StatusCategory.LIVE else {}
    return ask(
        request,
        incident,
        UpdateForm(request.POST or None, initial=initial, incident=incident),
        lambda data: post_update(
            incident,
            data["body"],
            by=request.user,
            status=data["status"],
            severity=data["severity"],
            next_in=data["next_in"],
            token=data["token"] or None,
        ),
        title=_("Post an update"),
        submit=_("Post update"),
        template="incidents/update.html",
        answers=answers_for(request, incident, Occasion.UPDATE),
        occasion=Occasion.UPDATE,
        followers=incident.subscriptions.count(),
    )


@in_incident(RESPOND)
def pin(request: SignedInRequest, incident: Incident, entry: int) -> HttpResponse:
    row = get_object_or_404(RecordedEvent, pk=entry, subject_id=incident.pk)
    wanted = request.POST.get("pin") == "yes"
    return try_to(
        request, incident, lambda: (pin_entry if wanted else unpin_entry)(incident, row, by=request.user)
    )
