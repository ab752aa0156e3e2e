"""What belongs to it besides words: links and files."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from turnout.core.lib.uploads import Received, serve
from turnout.core.people.guard import SignedInRequest
from turnout.core.people.permissions import Permission
from turnout.incidents.incident.actions.looks import FILE, note_looks
from turnout.incidents.models import Incident
from turnout.incidents.room.actions.material import add_link, attach_file
from turnout.incidents.room.actions.removing import may_bring_back, remove_file, remove_link
from turnout.web.incidents.forms import FileForm, LinkForm
from turnout.web.incidents.room import ask, in_incident, try_to

TALK = Permission.INCIDENTS_RAISE
RESPOND = Permission.INCIDENTS_RESPOND


@in_incident(TALK, methods=("GET", "POST"))
def links(request: SignedInRequest, incident: Incident) -> HttpResponse:
    return ask(
        request,
        incident,
        LinkForm(request.POST or None),
        lambda data: add_link(
            incident, data["url"], data["title"], by=request.user, token=data["token"] or None
        ),
        title=_("Add a link"),
        submit=_("Add link"),
        explain=_("A dashboard, a document, a call, a ticket: whatever helps those who come in later."),
    )


@in_incident(RESPOND)
def link_removal(request: SignedInRequest, incident: Incident, id: str) -> HttpResponse:
    found = get_object_or_404(incident.links.present(), pk=id)
    return try_to(request, incident, lambda: remove_link(found, by=request.user))


@in_incident(TALK, methods=("GET", "POST"))
def files(request: SignedInRequest, incident: Incident) -> HttpResponse:
    def act(data: dict[str, Any]) -> None:
        got: Received = data["file"]
        attach_file(
            incident,
            got.file,
            name=got.name,
            content_type=got.content_type,
            size=got.size,
            sha256=got.sha256,
            by=request.user,
            token=data["token"] or None,
        )

    return ask(
        request,
        incident,
        FileForm(request.POST or None, request.FILES or None),
        act,
        title=_("Attach a file"),
        submit=_("Attach"),
        explain=_("A photo, a log, a letter. Everyone who can see this incident can open it."),
    )


@in_incident(Permission.INCIDENTS_VIEW, methods=("GET",))
def file(request: SignedInRequest, incident: Incident, id: str) -> HttpResponseBase:
    found = get_object_or_404(incident.attachments.select_related("incident"), pk=id)
    if found.removed_at and not (found.is_hidden and may_bring_back(found, request.user)):
        raise Http404
    try:
        note_looks([incident], by=request.user, door=FILE)
        return serve(found.file.open(), name=found.name, content_type=found.content_type)
    except FileNotFoundError:  # deleted this moment, or left out of a backup
        raise Http404 from None


@in_incident(RESPOND, methods=("GET", "POST"))
def file_removal(request: SignedInRequest, incident: Incident, id: str) -> HttpResponse:
    """Asked first: whoever attached it is told."""
    found = get_object_or_404(incident.attachments.present(), pk=id)
    if request.method == "POST":
        return try_to(request, incident, lambda: remove_file(found, by=request.user))
    return ask(
        request,
        incident,
        forms.Form(),
        lambda _data: None,
        title=_("Remove “%(name)s”?") % {"name": found.name},
        submit=_("Remove"),
        explain=_(
            "It'll be hidden, and deleted after 30 days. Until then it can be brought back. The person who "
            "attached it will be told."
        ),
    )
