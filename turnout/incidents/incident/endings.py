"""How an incident ended, where the end is a good one that deserves a warm word."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from turnout.incidents.definitions.models import StatusCategory
from turnout.incidents.incident.models import Incident
from turnout.incidents.incident.models.endings import NEAR_MISS


@dataclass(frozen=True)
class Ending:
    """What it came to, and why that is good."""

    name: str | Promise
    words: str | Promise
    icon: str


ENDINGS = {
    NEAR_MISS: Ending(
        _("A near miss"),
        _("Nothing bad came of it, and now everyone knows that it could have. That's worth a lot."),
        "shield-check",
    ),
    StatusCategory.DECLINED: Ending(
        _("Looked at, and fine"), _("It needed no incident. Good that it was said."), "leaf"
    ),
}


def ending_of(incident: Incident) -> Ending | None:
    return ENDINGS.get(incident.outcome or incident.category)
