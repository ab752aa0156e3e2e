"""The words for status categories, wherever somebody chooses among them."""

from collections.abc import Collection

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from turnout.core.values import Option
from turnout.incidents.definitions.models.lifecycles import StatusCategory

CATEGORIES = {
    StatusCategory.TRIAGE: _("Triage"),
    StatusCategory.LIVE: _("Live"),
    StatusCategory.PAUSED: _("Paused"),
    StatusCategory.LEARNING: _("Review"),
    StatusCategory.CLOSED: _("Closed"),
    StatusCategory.DECLINED: _("Not an incident"),
    StatusCategory.CANCELED: _("Called off"),
    StatusCategory.MERGED: _("Merged"),
}
CATEGORY_MEANINGS = {
    StatusCategory.TRIAGE: _("Waiting for a first look"),
    StatusCategory.LIVE: _("Being worked on"),
    StatusCategory.PAUSED: _("Waiting for something"),
    StatusCategory.LEARNING: _("Over, with the review under way"),
    StatusCategory.CLOSED: _("Over, with nothing left to do"),
    StatusCategory.DECLINED: _("Looked at, and it's fine"),
    StatusCategory.CANCELED: _("Reported by mistake, or handled elsewhere"),
    StatusCategory.MERGED: _("Continues as part of another incident"),
}
OFFERED = tuple(each for each in CATEGORIES if each is not StatusCategory.MERGED)
"""Categories a new status can have; there is one for merged incidents already."""
ENTERED = (
    StatusCategory.LIVE,
    StatusCategory.PAUSED,
    StatusCategory.LEARNING,
    StatusCategory.CLOSED,
)


def categories(
    offered: Collection[StatusCategory] = OFFERED, *, prefix: str = "", group: str | Promise = ""
) -> list[Option]:
    """All of them to choose from, each with what it means; a form offers only those `offered`."""
    return [
        Option(
            f"{prefix}{each.value}",
            CATEGORIES[each],
            help=CATEGORY_MEANINGS[each],
            group=group,
            is_offered=each in offered,
        )
        for each in StatusCategory
    ]
