"""Letting in those whom rules let into a private incident that got worse."""

from turnout.core.events.record import record
from turnout.incidents.audience.events import AudienceLetIn
from turnout.incidents.audience.resolver import audience_of
from turnout.incidents.incident.models import Access, Incident


def let_audience_in(incident: Incident) -> None:
    """Part of a verb: whom the rules let in now, besides those who are in already."""
    if not incident.is_restricted or incident.parent_id:
        return
    audience = audience_of(incident)
    inside = incident.seen_by(audience.let_in, openly=True)
    newly = [person for person in audience.let_in if person.pk not in inside]
    if newly:
        Access.objects.bulk_create(
            [Access(incident=incident, person=each) for each in newly], ignore_conflicts=True
        )
        ids = tuple(each.pk for each in newly)
        record(incident, AudienceLetIn(people=len(ids), rules=audience.rules, let_in=ids), by=None)
