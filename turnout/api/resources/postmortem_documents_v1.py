"""/v1/postmortem_documents: reviews, publishing them; linking or bringing in one written elsewhere."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from turnout.api.inside import incident_of, looked_at, narrowed, of_visible, one_visible
from turnout.api.shapes.reviews import COMPLETED, IN_PROGRESS, LISTED_REVIEW, REVIEW
from turnout.api.wire.errors import fault, invalid
from turnout.api.wire.operation import Action, Answer, Call
from turnout.api.wire.paging import META, page_of, pages
from turnout.api.wire.query import Parameters
from turnout.api.wire.resource import Resource, found_by_id
from turnout.api.wire.schema import Body, Listed, Shape, says
from turnout.api.wire.values import Text, ignores
from turnout.core.people.permissions import Permission
from turnout.core.values import Choice, Link
from turnout.reviews.actions.linking import link_review
from turnout.reviews.actions.writing import LENGTH, publish_review, start_review, write_review
from turnout.reviews.models import Review

_TAG, _PATH = "PostmortemDocuments V1", "/v1/postmortem_documents"
_OLDEST, _NEWEST = "created_at_oldest_first", "created_at_newest_first"
TITLE_LENGTH = 300


def _rows(call: Call) -> QuerySet[Review]:
    return of_visible(Review.objects.select_related("incident", "started_by", "changed_by"), call)


def _look(reviews: list[Any], call: Call) -> None:
    looked_at((each.incident for each in reviews), call)


def _list(call: Call) -> Answer:
    order = ("created_at", "pk") if call.query["sort_by"] == _OLDEST else ("-created_at", "-pk")
    asked = call.query
    page, meta = page_of(narrowed(_rows(call), call), order, size=asked["page_size"], after=asked["after"])
    _look([*page], call)
    return {"postmortem_documents": [LISTED_REVIEW.write(each) for each in page], "pagination_meta": meta}


def _content(call: Call) -> Answer:
    review = found_by_id(_rows(call), call.id)
    _look([review], call)
    return {"markdown": review.body}


def _publish(review: Review, call: Call) -> Review:
    """There is no way back from a published one, and nothing between the two."""
    if call.body["status"] == COMPLETED:
        return publish_review(review, by=call.person)
    if review.is_published:
        raise invalid(fault("not_supported", gettext("A published review stays published."), "status"))
    return review


@transaction.atomic
def _bring_in(call: Call) -> Answer:
    incident = one_visible(call.id, call)
    if incident is None:
        raise Http404
    if Review.objects.filter(incident=incident).exists():
        raise invalid(
            fault("already_exists", gettext("There's already a review. Nothing was changed."), "id")
        )
    review = start_review(incident, by=call.person)
    text = f"# {call.body['title'].strip()}\n\n{call.body['content']}"
    review = write_review(review, text, version=review.version, by=call.person)
    return {"postmortem_document": REVIEW.write(review)}


def _attach(call: Call) -> Answer:
    review = link_review(incident_of(call), call.body["permalink"], by=call.by)
    _look([review], call)
    return {"postmortem_document": REVIEW.write(review)}


_ONE = Shape("PostmortemDocumentAnswer", postmortem_document=says(REVIEW))

listing = Action(
    tag=_TAG, name="List", method="GET", path=_PATH, do=_list, permission=Permission.INCIDENTS_VIEW,
    about=_("Reviews, the newest first."),
    query=Parameters(
        {"incident_id": Text(most=100), "sort_by": Choice(of=(_NEWEST, _OLDEST))}
    ).with_more(pages()),
    answers=Shape(
        "PostmortemDocumentList", postmortem_documents=says(Listed(LISTED_REVIEW)), pagination_meta=says(META)
    ),
)  # fmt: skip
documents = Resource(
    tag=_TAG,
    path=_PATH,
    one="postmortem_document",
    many="postmortem_documents",
    about=_("Reviews."),
    shape=REVIEW,
    rows=_rows,
    prepare=_look,
    lists=False,
    writes=Permission.INCIDENTS_RESPOND,
    changes=Body(
        name="PostmortemDocumentStatus",
        parts={"status": Choice(of=(IN_PROGRESS, COMPLETED), required=True)},
    ),
    update=_publish,
    names={"Update": "UpdateStatus"},
)
content = Action(
    tag=_TAG, name="ShowContent", method="GET", path=f"{_PATH}/{{id}}/content", do=_content,
    about=_("The text of one, in Markdown."), permission=Permission.INCIDENTS_VIEW,
    answers=Shape("PostmortemContent", markdown=says(Text())),
)  # fmt: skip
attaching = Action(
    tag=_TAG, name="Attach", method="POST", path=f"{_PATH}/actions/attach", status=201, do=_attach,
    about=_("Say in which document elsewhere the review of an incident that is over is written."),
    permission=Permission.INCIDENTS_RESPOND,
    body=Body(
        name="PostmortemAttach",
        parts={
            "incident_id": Text(most=100, required=True),
            "permalink": Link(required=True),
            "document_provider": ignores(),
        },
    ),
    answers=_ONE,
)  # fmt: skip
importing = Action(
    tag="Incidents V2", name="ImportPostmortemDocument", method="POST", status=201, do=_bring_in,
    path="/v2/incidents/{id}/actions/import_postmortem_document",
    about=_("Bring in a review that was written elsewhere, for an incident that is over and has none."),
    permission=Permission.INCIDENTS_RESPOND,
    body=Body(
        name="PostmortemImport",
        parts={
            "title": Text(most=TITLE_LENGTH, required=True),
            "content": Text(most=LENGTH - TITLE_LENGTH - 10, required=True),
        },
    ),
    answers=_ONE,
)  # fmt: skip
