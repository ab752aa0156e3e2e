"""What can happen to work that is owed."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from turnout.core.events.types import Event, Key, event


@event
@dataclass(frozen=True, kw_only=True)
class JobRetried(Event):
    """An admin asked for another go at a job that was stuck or waiting."""

    verb = "job.retried"
    sentence = _("{who} retried {name}")
    icon = "rotate-cw"

    name: Key


@event
@dataclass(frozen=True, kw_only=True)
class JobDropped(Event):
    """An admin decided that a stuck job isn't worth another try."""

    verb = "job.dropped"
    sentence = _("{who} deleted the job {name}")
    icon = "trash-2"

    name: Key
