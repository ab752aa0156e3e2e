"""The times of an incident, and what lies between them."""

from datetime import timedelta
from typing import NamedTuple

from turnout.core.lib.kept import kept
from turnout.incidents.definitions.lifecycles import lifecycle_of
from turnout.incidents.definitions.models import Duration, Timestamp
from turnout.incidents.definitions.models.timestamps import BUILT_IN
from turnout.incidents.incident.models import Incident
from turnout.incidents.incident.models.timestamps import Moments


class Took(NamedTuple):
    """How long something took in one incident; None as long as one of its times isn't known."""

    duration: Duration
    length: timedelta | None


def timestamps_for(incident: Incident) -> list[Timestamp]:
    """Those an incident like this can have, besides the times all have."""
    own = lifecycle_of(incident.type)
    return [each for each in kept(Timestamp).values() if each.lifecycle_id in (None, own)]


def moments_of(incident: Incident) -> Moments:
    """All its times by key. One that was set stays, though its kind may have others now."""
    known: Moments = {column: getattr(incident, column) for column in BUILT_IN}
    known |= {each.key: None for each in timestamps_for(incident)}
    held = incident.known_times if hasattr(incident, "known_times") else incident.timestamp_values.all()
    return known | {each.timestamp.key: each.at for each in held}


def name_of_moment(key: str) -> str:
    """What people call this time."""
    if key in BUILT_IN:
        return str(BUILT_IN[key])
    return next((each.name for each in kept(Timestamp).values() if each.key == key), key)


def durations_of(moments: Moments) -> list[Took]:
    """What took how long, for those durations whose times an incident like this has."""
    return [
        Took(each, _between(moments, each))
        for each in kept(Duration).values()
        if each.start in moments and each.end in moments
    ]


def _between(moments: Moments, duration: Duration) -> timedelta | None:
    start, end = moments[duration.start], moments[duration.end]
    return end - start if start and end and end >= start else None
