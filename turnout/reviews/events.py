"""What can happen to the review of an incident. Recorded on the incident, so its timeline tells it."""

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from turnout.core.events.types import Event, Id, Prose, Words, event


@event
@dataclass(frozen=True, kw_only=True)
class ReviewStarted(Event):
    """Someone began to write down what can be learned."""

    verb = "review.started"
    sentence = _("{who} started the review")
    icon = "book-open"
    folds = False

    review: Annotated[str, Id("review")]


@event
@dataclass(frozen=True, kw_only=True)
class ReviewChanged(Event):
    """Someone saved a new version of the review."""

    verb = "review.changed"
    sentence = _("{who} wrote on the review")
    icon = "book-open"

    review: Annotated[str, Id("review")]
    version: int


@event
@dataclass(frozen=True, kw_only=True)
class ReviewRevised(Event):
    """Someone changed a published review, and said why. Every version of it can still be read."""

    verb = "review.revised"
    sentence = _("{who} changed the published review")
    icon = "book-open"
    folds = False
    compares = {"version": _("Version")}

    review: Annotated[str, Id("review")]
    was_version: int
    now_version: int
    note: Words = ""


@event
@dataclass(frozen=True, kw_only=True)
class ReviewLinked(Event):
    """Someone said in which document elsewhere the review is written."""

    verb = "review.linked"
    sentence = _("{who} linked the document with the review")
    icon = "book-open"
    compares = {"": _("Document")}

    review: Annotated[str, Id("review")]
    was: Prose = ""
    now: Prose = ""


@event
@dataclass(frozen=True, kw_only=True)
class ReviewLinkRemoved(Event):
    """The review is written in Turnout after all: the link to the document elsewhere was removed."""

    verb = "review.link_removed"
    sentence = _("{who} removed the link to the document with the review")
    icon = "book-open"
    compares = {"": _("Document")}

    review: Annotated[str, Id("review")]
    was: Prose = ""


@event
@dataclass(frozen=True, kw_only=True)
class ReviewPublished(Event):
    """The review is done and shared with everyone who can see the incident."""

    verb = "review.published"
    sentence = _("{who} published the review")
    icon = "book-open-check"
    folds = False

    review: Annotated[str, Id("review")]
