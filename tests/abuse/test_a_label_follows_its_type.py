"""A type that starts closer closes the incident it is given to; nothing is ever opened by a type."""

import pytest

from turnout.incidents.audience.actions.rules import create_audience_rule
from turnout.incidents.incident.actions.details import change_type
from turnout.incidents.models import Incident, IncidentType

pytestmark = pytest.mark.once


@pytest.fixture
def unkind(world):
    """Somebody wasn't sure what it is; it is about how a boss behaves."""
    IncidentType.objects.filter(key="people").update(starts_as="restricted")
    private = [[{"of": "type", "is": "one_of", "values": ["people"]}]]
    create_audience_rule(name="People", conditions=private, people=[world.cy], lets_in=True, by=world.finn)
    return world.raise_incident("My boss was nasty", type=IncidentType.objects.get(key="unsure"))


def sees(incident, person):
    return Incident.objects.visible_to(person).filter(pk=incident.pk).exists()


def test_what_turns_out_to_be_private_is_private_from_then_on(world, unkind):
    assert sees(unkind, world.dee)
    closed = change_type(unkind, IncidentType.objects.get(key="people"), by=world.bo)
    assert closed.is_restricted
    assert not sees(closed, world.dee)
    for person in (world.ada, world.bo, world.cy, world.finn):  # reporter, who did it, by the rule, owner
        assert sees(closed, person)


def test_of_a_type_that_starts_sealed_nobody_seals_it_alone(world, unkind):
    kind = IncidentType.objects.get(key="people")
    IncidentType.objects.filter(pk=kind.pk).update(starts_as="sealed")
    assert change_type(unkind, kind, by=world.bo).confidentiality == "restricted"


def test_it_is_not_opened_by_another_type(world, unkind):
    closed = change_type(unkind, IncidentType.objects.get(key="people"), by=world.bo)
    again = change_type(closed, IncidentType.objects.get(key="unsure"), by=world.bo)
    assert again.is_restricted and not sees(again, world.dee)
