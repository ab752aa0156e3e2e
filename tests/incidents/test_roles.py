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


def test_who_gave_a_role_hears_that_its_holder_cant_take_it(world, settle, browser_as):
    incident, lead = world.raise_incident(), Role.objects.get(key="lead")
    assign_role(incident, lead, world.dee, by=world.bo)
    sheet = f"/incidents/{incident.number}/roles/lead/"
    dee = browser_as(world.dee)
    assert "I can't take this" in dee.get(sheet).content.decode()
    dee.post(sheet, {"end": "yes", "was": world.dee.pk})
    settle()
    told = Notification.objects.get(person=world.bo, kind="incident.role_over")
    assert told.title == f"Dee Hartley can't be Lead: {incident.reference}"
    assert not Notification.objects.filter(person=world.dee, kind="incident.role_over").exists()
