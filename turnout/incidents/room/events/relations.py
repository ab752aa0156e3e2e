"""That incidents were found to be related."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from turnout.core.events.types import Event, Key, event


@event
@dataclass(frozen=True, kw_only=True)
class IncidentsRelated(Event):
    """Someone noted that this has to do with another incident. Which one stands only where both are seen."""

    verb = "incident.related"
    sentence = _("{who} noted that this has to do with another incident")
    icon = "link-2"
    aside = True

    relation: Key


@event
@dataclass(frozen=True, kw_only=True)
class IncidentsUnrelated(Event):
    """Someone took back that this has to do with another incident."""

    verb = "incident.unrelated"
    sentence = _("{who} noted that this has nothing to do with another incident")
    icon = "unlink-2"
    aside = True

    relation: Key
