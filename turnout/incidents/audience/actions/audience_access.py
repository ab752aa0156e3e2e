"""Letting in those whom rules let into a private incident that got worse, or was closed."""

from collections.abc import Collection

from turnout.core.events.record import record
from turnout.core.people.models import Person
from turnout.incidents.access.actions.keepers import bring_in_keepers
from turnout.incidents.audience.events import AudienceLetIn
from turnout.incidents.audience.resolver import Audience, audience_of
from turnout.incidents.incident.models import Incident


def let_audience_in(incident: Incident) -> None:
    """Part of a verb: whom the rules let in now, besides those who are in already."""
    if not incident.is_restricted or incident.parent_id:
        return
    audience = audience_of(incident)
    inside = incident.seen_by(audience.let_in, openly=True)
    newly = [person for person in audience.let_in if person.pk not in inside]
    if newly:
        bring_in_keepers(incident, newly)
        note_let_in(incident, audience, newly)


def note_let_in(incident: Incident, audience: Audience, people: Collection[Person]) -> None:
    """Part of a verb: whom the rules let in, and which rules they were."""
    let_in = AudienceLetIn(
        people=len(people),
        rules=tuple(rule.name for rule in audience.rules),
        rule_ids=tuple(rule.id for rule in audience.rules),
        let_in=tuple(each.pk for each in people),
    )
    record(incident, let_in, by=None)
