"""What can change about what an incident is, and who plays which part in it."""

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from turnout.core.events.types import Event, Id, Key, Prose, Words, event


@event
@dataclass(frozen=True, kw_only=True)
class SeverityChanged(Event):
    """Someone changed how serious this is taken to be."""

    verb = "incident.severity_changed"
    sentence = _("{who} changed the severity from {was} to {now}")
    icon = "gauge"

    was: Words = ""
    now: Words
    note: Words = ""
    worse: bool = False  # than before, or rated for the first time
    was_id: Annotated[str, Id("severity", "was")] = ""
    now_id: Annotated[str, Id("severity", "now")] = ""

    def sentence_for(self) -> str:
        return str(self.sentence) if self.was else gettext("{who} set the severity to {now}")


@event
@dataclass(frozen=True, kw_only=True)
class NameChanged(Event):
    """The incident got another name."""

    verb = "incident.name_changed"
    sentence = _("{who} renamed this to “{now}”")
    icon = "pencil"
    compares = {"": _("Name")}

    was: Words
    now: Words


@event
@dataclass(frozen=True, kw_only=True)
class SummaryChanged(Event):
    """Someone rewrote the summary."""

    verb = "incident.summary_changed"
    sentence = _("{who} rewrote the summary")
    icon = "text-initial"
    compares = {"": _("Summary")}

    was: Prose = ""
    now: Prose = ""


@event
@dataclass(frozen=True, kw_only=True)
class TypeChanged(Event):
    """The incident turned out to be of another kind."""

    verb = "incident.type_changed"
    sentence = _("{who} changed the kind to {now}")
    icon = "shapes"
    compares = {"": _("Incident type")}

    was: Words = ""
    now: Words
    status: Words = ""  # where it is now, if the new kind has steps of its own
    was_id: Annotated[str, Id("incidenttype", "was")] = ""
    now_id: Annotated[str, Id("incidenttype", "now")] = ""
    status_id: Annotated[str, Id("status", "status")] = ""

    def sentence_for(self) -> str:
        if self.status:
            return _t("{who} changed the kind to {now}; it is {status} now")
        return str(self.sentence)


@event
@dataclass(frozen=True, kw_only=True)
class TimesChanged(Event):
    """Someone said when something was: that it began, that people were told."""

    verb = "incident.times_changed"
    sentence = _("{who} changed when it began, and other times")
    icon = "clock"
    compares = {"": ""}
    each_of = "keys"

    names: Words = ""  # of the organization's own timestamps
    began: bool = False  # whether it is (also) when the trouble began
    timestamp_ids: tuple[Annotated[str, Id("timestamp", "names")], ...] = ()
    keys: tuple[Key, ...] = ()  # of all that were changed; `was` and `now` follow their order
    was: tuple[Key, ...] = ()  # in UTC; empty: not known
    now: tuple[Key, ...] = ()

    def sentence_for(self) -> str:
        if self.names and not self.began:
            return _t("{who} said when it was: {names}")
        return str(self.sentence) if self.names else _t("{who} said when it began")


@event
@dataclass(frozen=True, kw_only=True)
class PlaceChanged(Event):
    """Someone said where it is, or corrected that."""

    verb = "incident.place_changed"
    sentence = _("{who} said where it is: {now}")
    icon = "map-pin"
    compares = {"": _("Location")}

    was: Words = ""
    now: Words
