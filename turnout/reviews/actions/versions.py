"""Keeping what a review said before."""

from turnout.reviews.models import Review, ReviewVersion


def keep_version(review: Review) -> None:
    """Part of verbs that change a review: what it says is kept as its version, if it isn't yet.

    review  locked. While it is a draft, what the same writer saved before gives way to it
    """
    says = {
        "version": review.version,
        "body": review.body,
        "by": review.changed_by or review.started_by,
        "at": review.changed_at,
        "is_published": review.is_published,
    }
    last = review.versions.order_by("-version").first()
    if last is not None and (last.version == review.version or _gives_way(last, review)):
        ReviewVersion.objects.filter(pk=last.pk).update(**says)
    else:
        ReviewVersion.objects.create(review=review, **says)


def _gives_way(last: ReviewVersion, review: Review) -> bool:
    return not (last.is_published or review.is_published) and last.by_id == review.changed_by_id
