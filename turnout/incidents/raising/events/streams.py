"""What can happen between incidents: one is opened as a part of another, two are found to be related."""

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from turnout.core.events.types import Event, Id, event


@event
@dataclass(frozen=True, kw_only=True)
class StreamOpened(Event):
    """This was opened as a part of another incident, with a lead and a room of its own."""

    verb = "incident.stream_opened"
    sentence = _("{who} opened this as a part of INC-{whole}")
    icon = "git-branch"
    folds = False

    whole: int
    whole_id: Annotated[str, Id("incident")] = ""


@event
@dataclass(frozen=True, kw_only=True)
class StreamAdded(Event):
    """A part of this incident got a lead and a room of its own."""

    verb = "incident.stream_added"
    sentence = _("{who} opened a stream of this: INC-{number}")
    icon = "git-branch"
    folds = False

    number: int
    stream: Annotated[str, Id("incident")] = ""
