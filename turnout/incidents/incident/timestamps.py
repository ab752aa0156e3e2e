"""The times of an incident, and what lies between them."""

from datetime import timedelta
from typing import NamedTuple

from turnout.core.lib.cached_tables import cached_table
from turnout.incidents.definitions.lifecycles import lifecycle_of
from turnout.incidents.definitions.models import Duration, Timestamp
from turnout.incidents.definitions.models.timestamps import BUILT_IN
from turnout.incidents.incident.models import Incident
from turnout.incidents.incident.models.timestamps import Times


class MeasuredDuration(NamedTuple):
    """How long something took in one incident; None as long as one of its times isn't known."""

    duration: Duration
    length: timedelta | None


def timestamps_for(incident: Incident) -> list[Timestamp]:
    """Those an incident like this can have, besides the times all have."""
    own = lifecycle_of(incident.type)
    return [each for each in cached_table(Timestamp).values() if each.lifecycle_id in (None, own)]


def times_of(incident: Incident) -> Times:
    """All its times by key. One that was set stays, though its kind may have others now."""
    known: Times = {column: getattr(incident, column) for column in BUILT_IN}
    known |= {each.key: None for each in timestamps_for(incident)}
    held = incident.known_times if hasattr(incident, "known_times") else incident.timestamp_values.all()
    return known | {each.timestamp.key: each.at for each in held}


def time_name(key: str) -> str:
    """What people call this time."""
    if key in BUILT_IN:
        return str(BUILT_IN[key])
    return next((each.name for each in cached_table(Timestamp).values() if each.key == key), key)


def durations_of(times: Times) -> list[MeasuredDuration]:
    """What took how long, for those durations whose times an incident like this has."""
    return [
        MeasuredDuration(each, _between(times, each))
        for each in cached_table(Duration).values()
        if each.start in times and each.end in times
    ]


def _between(times: Times, duration: Duration) -> timedelta | None:
    start, end = times[duration.start], times[duration.end]
    return end - start if start and end and end >= start else None
