"""What can happen to an incident as a whole: raised, accepted, resolved …"""

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from turnout.core.events.types import Event, Id, Key, PersonId, Words, event


@event
@dataclass(frozen=True, kw_only=True)
class IncidentRaised(Event):
    """Someone said that something is going wrong."""

    verb = "incident.raised"
    sentence = _("{who} reported this")
    icon = "megaphone"
    folds = False

    quiet: bool = False  # nobody was told at once
    reported_as: Key = "named"  # or confidential, anonymous: then nobody is said to have done it
    on_behalf_of: PersonId | None = None  # who it is reported for
    mode: Key = "standard"

    def sentence_for(self) -> str:
        if self.reported_as != "named":
            return gettext("Reported by someone who isn't named")
        if self.on_behalf_of:
            return gettext("{who} reported this for {on_behalf_of}")
        return str(self.sentence)


@event
@dataclass(frozen=True, kw_only=True)
class IncidentImported(Event):
    """The incident was brought in from another system, with the history it had there."""

    verb = "incident.imported"
    sentence = _("Imported from {system}")
    icon = "download"

    system: Words = ""


@event
@dataclass(frozen=True, kw_only=True)
class IncidentAccepted(Event):
    """Triage agreed that this is an incident; it is live now."""

    verb = "incident.accepted"
    sentence = _("{who} accepted this as an incident")
    icon = "circle-check"
    folds = False

    note: Words = ""
    status: Words = ""
    status_id: Annotated[str, Id("status", "status")] = ""


@event
@dataclass(frozen=True, kw_only=True)
class IncidentDeclined(Event):
    """Triage decided that this needs no incident. A good outcome, with thanks to whoever raised it."""

    verb = "incident.declined"
    sentence = _("{who} decided this needs no incident")
    icon = "circle-slash"
    folds = False

    note: Words = ""


@event
@dataclass(frozen=True, kw_only=True)
class StatusChanged(Event):
    """The incident moved to another status."""

    verb = "incident.status_changed"
    sentence = _("{who} moved this from {was} to {now}")
    icon = "arrow-right"

    was: Words
    now: Words
    category: Key
    note: Words = ""
    was_id: Annotated[str, Id("status", "was")] = ""
    now_id: Annotated[str, Id("status", "now")] = ""


@event
@dataclass(frozen=True, kw_only=True)
class IncidentResolved(Event):
    """The trouble is over; what is left is to learn from it."""

    verb = "incident.resolved"
    sentence = _("{who} resolved this")
    icon = "circle-check-big"
    folds = False

    note: Words = ""


@event
@dataclass(frozen=True, kw_only=True)
class IncidentReopened(Event):
    """It isn't over after all."""

    verb = "incident.reopened"
    sentence = _("{who} reopened this")
    icon = "rotate-ccw"
    folds = False

    note: Words = ""
    was: Words = ""
    was_id: Annotated[str, Id("status", "was")] = ""


@event
@dataclass(frozen=True, kw_only=True)
class IncidentMerged(Event):
    """It turned out to be part of another incident, where it goes on. Its own history stays."""

    verb = "incident.merged"
    sentence = _("{who} merged this into INC-{into}")
    icon = "merge"
    accounts = True

    into: int  # the number; its name may be private
    note: Words = ""
    into_id: Annotated[str, Id("incident")] = ""


@event
@dataclass(frozen=True, kw_only=True)
class IncidentTookIn(Event):
    """Another incident turned out to be part of this one. Who followed it follows this one, too."""

    verb = "incident.took_in"
    sentence = _("{who} merged INC-{number} into this")
    icon = "merge"
    accounts = True

    number: int
    tasks: int = 0  # still to be done, that came along
    incident: Annotated[str, Id("incident")] = ""


@event
@dataclass(frozen=True, kw_only=True)
class IncidentTakenOut(Event):
    """One that was merged into this is on its own again. What it brought to do went with it."""

    verb = "incident.taken_out"
    sentence = _("{who} took INC-{number} out of this again")
    icon = "split"
    accounts = True

    number: int
    tasks: int = 0  # that went back
    incident: Annotated[str, Id("incident")] = ""


@event
@dataclass(frozen=True, kw_only=True)
class IncidentCanceled(Event):
    """It was called off: raised by mistake, or dealt with elsewhere."""

    verb = "incident.canceled"
    sentence = _("{who} called this off")
    icon = "circle-x"
    folds = False

    note: Words = ""
