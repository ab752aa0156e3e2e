"""What an incident came to, and what whoever reported it was told."""

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from turnout.core.events.types import Event, Id, Words, event


@event
@dataclass(frozen=True, kw_only=True)
class NearMissNoted(Event):
    """Nothing bad came of it, and now everyone knows that it could have: a good end."""

    verb = "incident.near_miss_noted"
    sentence = _("{who} noted this as a near miss")
    icon = "shield-check"
    folds = False

    note: Words = ""
    status: Words = ""
    status_id: Annotated[str, Id("status", "status")] = ""


@event
@dataclass(frozen=True, kw_only=True)
class ReporterTold(Event):
    """Someone told whoever reported this how it stands."""

    verb = "incident.reporter_told"
    sentence = _("{who} told the reporter how it stands")
    icon = "heart-handshake"

    note: Words = ""


@event
@dataclass(frozen=True, kw_only=True)
class ReporterLeftWaiting(Event):
    """The day by which whoever reported this should have heard has passed."""

    verb = "incident.reporter_left_waiting"
    sentence = _("Whoever reported this has waited too long to hear what became of it")
    icon = "hourglass"
