"""The review: what was learned, written together."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from turnout.core.people.guard import SignedInRequest
from turnout.core.people.permissions import Permission
from turnout.incidents.errors import ChangedMeanwhile, NotPossible
from turnout.incidents.models import Incident
from turnout.reviews.actions.linking import link_review, unlink_review
from turnout.reviews.actions.writing import is_begun, publish_review, start_review, write_review
from turnout.reviews.models import Review
from turnout.web.incidents.forms import ReviewDocumentForm, ReviewForm
from turnout.web.incidents.room import ask, done, in_incident, resend, try_to


@in_incident(Permission.INCIDENTS_VIEW, methods=("GET",))
def review(request: SignedInRequest, incident: Incident) -> HttpResponse:
    found = get_object_or_404(Review.objects.select_related("started_by", "changed_by"), incident=incident)
    follow_ups = incident.tasks.filter(kind="follow_up").select_related("owner").order_by("created_at")[:200]
    return render(
        request,
        "incidents/review.html",
        {
            "incident": incident,
            "review": found,
            "is_begun": is_begun(found),
            "follow_ups": follow_ups,
            "number": found.versions.filter(is_published=True).count() or 1,
            "has_versions": found.versions.count() > 1,
        },
    )


@in_incident(Permission.INCIDENTS_RESPOND)
def review_start(request: SignedInRequest, incident: Incident) -> HttpResponse:
    return try_to(request, incident, lambda: start_review(incident, by=request.user), at="review/text/")


@in_incident(Permission.INCIDENTS_RESPOND, methods=("GET", "POST"))
def review_text(request: SignedInRequest, incident: Incident) -> HttpResponse:
    found = get_object_or_404(Review.objects.select_related("changed_by"), incident=incident)
    form = ReviewForm(request.POST or None, initial={"version": found.version, "body": found.body})
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            said = form.cleaned_data
            write_review(found, said["body"], version=said["version"], why=said["why"], by=request.user)
            return done(request, incident, at="review/")
        except ChangedMeanwhile as error:
            conflict = error
            found.refresh_from_db(fields=["version"])
            resend(form, "version", found.version)
        except NotPossible as error:
            form.add_error(None, str(error))
    return render(
        request,
        "incidents/review_text.html",
        {
            "incident": incident,
            "review": found,
            "is_begun": is_begun(found),
            "form": form,
            "conflict": conflict,
            "title": _("Review"),
        },
        status=409 if conflict else 422 if request.method == "POST" else 200,
    )


@in_incident(Permission.INCIDENTS_RESPOND)
def review_publication(request: SignedInRequest, incident: Incident) -> HttpResponse:
    found = get_object_or_404(Review, incident=incident)
    return try_to(request, incident, lambda: publish_review(found, by=request.user), at="review/")


@in_incident(Permission.INCIDENTS_RESPOND, methods=("GET", "POST"))
def review_document(request: SignedInRequest, incident: Incident) -> HttpResponse:
    """Where the review is, if it is written elsewhere."""
    found = Review.objects.filter(incident=incident).first()
    return ask(
        request,
        incident,
        ReviewDocumentForm(request.POST or None, initial={"address": found.address if found else ""}),
        lambda data: link_review(incident, data["address"], by=request.user),
        title=_("Link the review"),
        submit=_("Save"),
        explain=_("For a review that's written in another tool. People will be led there from here."),
        at="review/" if found else "",
    )


@in_incident(Permission.INCIDENTS_RESPOND)
def review_document_removal(request: SignedInRequest, incident: Incident) -> HttpResponse:
    found = get_object_or_404(Review, incident=incident)
    return try_to(request, incident, lambda: unlink_review(found, by=request.user), at="review/")
