import pytest

from turnout.core.events.models import RecordedEvent
from turnout.core.notify.models import Notification
from turnout.incidents.access.actions.roles import assign_role, end_role
from turnout.incidents.errors import ChangedMeanwhile
from turnout.incidents.models import Incident, Role


@pytest.fixture
def lead(world):
    return Role.objects.get(key="lead")


def test_handing_over_names_both(world, lead):
    incident = world.raise_incident()
    assign_role(incident, lead, world.bo, by=world.bo)
    assign_role(incident, lead, world.dee, was=world.bo.pk, by=world.bo)
    event = RecordedEvent.objects.filter(subject_id=incident.pk).latest("id").event
    assert (event.person, event.was) == (world.dee.pk, world.bo.pk)
    assert Incident.objects.with_labels().get().lead == world.dee


def test_the_new_lead_is_told_what_it_asks_and_nobody_else(world, lead, settle):
    assign_role(world.raise_incident(), lead, world.dee, by=world.bo)
    settle()
    told = Notification.objects.get(kind="incident.role")
    assert (told.person, told.body) == (world.dee, lead.instructions)


def test_two_people_taking_the_lead_at_once(world, lead):
    incident = world.raise_incident()
    assign_role(incident, lead, world.bo, was=None, by=world.bo)
    with pytest.raises(ChangedMeanwhile):
        assign_role(incident, lead, world.ada, was=None, by=world.ada)


def test_a_role_can_be_given_up(world, lead):
    incident = world.raise_incident()
    assign_role(incident, lead, world.bo, by=world.bo)
    end_role(incident, lead, by=world.bo)
    assert Incident.objects.with_labels().get().lead is None
