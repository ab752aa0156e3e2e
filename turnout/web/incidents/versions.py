"""Every version of a review: who wrote it, when and why, and what they changed."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from turnout.core.events.models import RecordedEvent
from turnout.core.lib.differences import differences
from turnout.core.people.guard import SignedInRequest
from turnout.core.people.permissions import Permission
from turnout.incidents.models import Incident
from turnout.reviews.events import ReviewRevised
from turnout.reviews.models import Review, ReviewVersion
from turnout.web.incidents.changes import Change, drawn
from turnout.web.incidents.room import in_incident

MOST = 200  # the newest


@in_incident(Permission.INCIDENTS_VIEW, methods=("GET",))
def versions(request: SignedInRequest, incident: Incident) -> HttpResponse:
    review = get_object_or_404(Review, incident=incident)
    return render(
        request,
        "incidents/review_versions.html",
        {"incident": incident, "versions": _listed(review), "title": _("Versions of the review")},
    )


@in_incident(Permission.INCIDENTS_VIEW, methods=("GET",))
def version(request: SignedInRequest, incident: Incident, version: int) -> HttpResponse:
    """One of them, whole, and what was changed in it."""
    review = get_object_or_404(Review, incident=incident)
    found = get_object_or_404(review.versions.select_related("by"), version=version)
    before = review.versions.filter(version__lt=version).order_by("-version").first()
    told = {
        "incident": incident,
        "change": _change(before, found) if before else None,
        "one": next((each for each in _listed(review) if each["version"] == found), {"version": found}),
    }
    return render(request, "incidents/review_version.html", told)


def _change(before: ReviewVersion, after: ReviewVersion) -> Change:
    was, now = differences(before.body, after.body)
    return Change("", drawn(was, "del", _("removed:")), drawn(now, "ins", _("added:")))


def _listed(review: Review) -> list[dict[str, Any]]:
    """The newest first. Those published are counted from the first one everyone could read."""
    rows = list(review.versions.select_related("by").order_by("-version")[:MOST])
    number = review.versions.filter(is_published=True).count()
    why = _reasons(review)
    listed = []
    for row in rows:
        listed.append(
            {"version": row, "number": number if row.is_published else 0, "why": why.get(row.version, "")}
        )
        number -= row.is_published
    return listed


def _reasons(review: Review) -> dict[int, str]:
    """By version, as the log has them: there they can be erased."""
    revised = RecordedEvent.objects.filter(subject_id=review.incident_id, verb=ReviewRevised.verb)
    return {row.event.now_version: row.event.note for row in revised.order_by("-pk")[:MOST]}
