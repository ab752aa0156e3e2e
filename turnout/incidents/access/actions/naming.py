"""Part of verbs by which something elsewhere changes an incident: who did it, named where that may be."""

from turnout.core.events.models import RecordedEvent
from turnout.core.events.record import record
from turnout.core.events.types import Event
from turnout.core.people.models import Person
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.models import Incident


def record_where_it_may(incident: Incident, event: Event, *, by: Person | None) -> RecordedEvent:
    """Record it as done by this person, unless that would show that they reported it without their name."""
    try:
        return record(incident, event, by=by)
    except NotPossible:
        return record(incident, event, by=None)
