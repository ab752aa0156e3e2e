"""What can happen around a reporter who isn't named, and to the pages anyone may report from."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from turnout.core.events.types import Event, Words, event


@event
@dataclass(frozen=True, kw_only=True)
class ReporterLookedUp(Event):
    """Someone who may know looked up who reported this."""

    verb = "incident.reporter_looked_up"
    sentence = _("{who} looked up who reported this")
    icon = "eye"
    accounts = True

    note: Words = ""


@event
@dataclass(frozen=True, kw_only=True)
class ReporterSteppedForward(Event):
    """Whoever reported this without a name put their name to it."""

    verb = "incident.reporter_stepped_forward"
    sentence = _("{who} reported this, and says so now")
    icon = "hand"
    folds = False
