"""What was removed from an incident and can still be brought back."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from turnout.core.people.guard import SignedInRequest
from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission
from turnout.incidents.models import Incident
from turnout.incidents.room.actions.removing import Thing, bring_back, may_bring_back
from turnout.incidents.room.actions.talking import is_settled
from turnout.incidents.room.models import Attachment, Message, ResourceLink
from turnout.web.incidents.room import in_incident, try_to

MOST = 100  # of each sort, the latest

SORTS: dict[str, Any] = {"file": Attachment, "link": ResourceLink, "message": Message}
ICONS = {"file": "file", "link": "external-link", "message": "message-circle"}


class Removed(NamedTuple):
    """One of them.

    words  a message's, and `href` leads to a file or a page: empty for whoever doesn't read it
    """

    sort: str
    id: str
    icon: str
    name: str
    words: str
    href: str
    author: Person | None
    by: Person | None
    at: datetime
    until: datetime
    mine: bool  # may be brought back by whoever reads


@in_incident(Permission.INCIDENTS_VIEW, methods=("GET",))
def removed(request: SignedInRequest, incident: Incident) -> HttpResponse:
    found = sorted(_removed(incident, request.user), key=lambda each: each.at, reverse=True)
    return render(
        request, "incidents/removed.html", {"incident": incident, "removed": found, "title": _("Removed")}
    )


@in_incident(Permission.INCIDENTS_RAISE)
def bringing_back(request: SignedInRequest, incident: Incident, sort: str, id: str) -> HttpResponse:
    if sort not in SORTS:
        raise Http404
    found: Thing = get_object_or_404(SORTS[sort], incident=incident, pk=id)
    return try_to(request, incident, lambda: bring_back(found, by=request.user))


def _removed(incident: Incident, reader: Person) -> Iterator[Removed]:
    for sort, model in SORTS.items():
        whose = "author" if model is Message else "by"
        rows = model.objects.hidden().filter(incident=incident).select_related("removed_by", whose)
        for row in rows.order_by("-removed_at", "-pk")[:MOST]:
            row.incident = incident
            mine = may_bring_back(row, reader)
            yield _one(sort, row, getattr(row, whose), mine)


def _one(sort: str, row: Thing, author: Person | None, mine: bool) -> Removed:
    name, words, href = "", "", ""
    match row:
        case Message():
            name, words = _("Message"), row.body if mine or is_settled(row) else ""
        case ResourceLink():
            name, href = row.title, row.url
        case Attachment():
            name, href = row.name, f"/incidents/{row.incident.number}/files/{row.pk}/" if mine else ""
    assert row.removed_at and row.forget_at
    until, icon, by = row.forget_at, ICONS[sort], row.removed_by
    return Removed(sort, row.pk, icon, name, words, href, author, by, row.removed_at, until, mine)
