"""Presence, and where "since you last looked" starts."""

from django.db import transaction

from turnout.core.events.models import RecordedEvent
from turnout.core.lib import clock
from turnout.core.people.models import Person
from turnout.incidents.incident.models import Incident
from turnout.incidents.room.models import Visit


@transaction.atomic
def visit(incident: Incident, *, by: Person) -> Visit:
    """Note that this person has the incident open. Not an event: presence changes nothing."""
    now = clock.now()
    newest = (
        RecordedEvent.objects.filter(subject_id=incident.pk)
        .order_by("-at", "-id")
        .values_list("pk", flat=True)
        .first()
    )
    row, new = Visit.objects.select_for_update(no_key=True).get_or_create(
        incident=incident, person=by, defaults={"began_at": now, "seen_at": now, "latest_id": newest}
    )
    if not new:
        if row.is_over:
            row.began_at, row.before_id = now, row.latest_id
        row.seen_at, row.latest_id = now, newest
        row.save(update_fields=["began_at", "before", "seen_at", "latest"])
    return row
