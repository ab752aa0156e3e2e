"""None of what takes two slows an emergency: each of these is one press, told, kept, and goes back."""

from typing import Any

import pytest
from django.test import Client

from tests.world import browser_as
from turnout.core.events.models import RecordedEvent
from turnout.core.notify.models import Notification
from turnout.core.people.models import Person
from turnout.incidents.models import Incident, Severity
from turnout.incidents.room.actions.tasks import add_task
from turnout.incidents.room.models import Task

pytestmark = pytest.mark.once


class Hand:
    """Somebody at a browser, whose presses are counted."""

    def __init__(self, person: Person) -> None:
        self.browser: Client = browser_as(person)
        self.presses = 0

    def press(self, address: str, **content: Any) -> Any:
        self.presses += 1
        answer = self.browser.post(address, content)
        assert answer.status_code in (204, 302), (address, answer.status_code)
        return answer


def room(incident: Incident) -> str:
    return f"/incidents/{incident.number}/"


def kinds(person: Person, incident: Incident) -> set[str]:
    about = RecordedEvent.objects.filter(subject_id=incident.pk)
    return set(Notification.objects.filter(person=person, event__in=about).values_list("kind", flat=True))


@pytest.mark.parametrize("private", ["", "on"])
def test_at_three_in_the_morning_one_person_and_four_helpers(world, settle, private):
    """Cy is awake alone. Nothing waits for anybody, and whoever sleeps reads in the morning what was done."""
    cy, (worst, bad) = Hand(world.cy), Severity.objects.order_by("rank")[:2]
    cy.press("/report/", words="The kitchen in Leeds is burning", severity=bad.rank, private=private)
    incident = Incident.objects.get()
    cy.press(f"{room(incident)}acceptance/")
    cy.press(f"{room(incident)}roles/lead/", take="yes")
    cy.press(f"{room(incident)}severity/", severity=worst.pk, was=bad.pk)
    cy.press(f"{room(incident)}updates/", body="Everyone is out.", next_in="15")
    helpers = (world.ada, world.bo, world.dee, world.gus)
    for helper in helpers if private else ():
        cy.press(f"{room(incident)}access/", person=helper.name)
    settle()
    assert cy.presses == (9 if private else 5)
    incident = Incident.objects.get()
    assert (incident.lead, incident.severity) == (world.cy, worst)
    for helper in helpers:
        Hand(helper).press(f"{room(incident)}messages/", body="On my way")
        assert not private or "incident.let_in" in kinds(helper, incident)
    assert not private or "incident.keeper" in kinds(world.finn, incident)  # who looks after it, too
    verbs = list(RecordedEvent.objects.filter(subject_id=incident.pk).values_list("verb", flat=True))
    assert {"incident.role_assigned", "incident.severity_changed", "incident.update_posted"} <= set(verbs)
    assert verbs.count("incident.access_granted") == (4 if private else 0)
    cy.press(f"{room(incident)}severity/", severity=bad.pk, was=worst.pk)  # and back
    if private:
        Hand(world.finn).press(f"{room(incident)}access/", revoke=world.gus.pk)
        settle()
        lost = Notification.objects.get(person=world.gus, kind="incident.lost_sight")
        assert "Finn Gallagher removed your access" in lost.title


def test_a_shift_hands_over_what_it_leads_promised_and_was_to_do(world, settle):
    """One press for each thing that changes hands; the promise goes with the lead."""
    cy, bo = Hand(world.cy), world.bo
    cy.press("/report/", words="The line is down")
    incident = Incident.objects.get()
    cy.press(f"{room(incident)}acceptance/")
    for role in ("lead", "communications"):
        cy.press(f"{room(incident)}roles/{role}/", take="yes")
    cy.press(f"{room(incident)}updates/", body="We are looking.", next_in="60")
    tasks = [
        add_task(incident, title, owner=world.cy, by=world.cy) for title in ("Call them", "Look at the log")
    ]
    settle()
    Notification.objects.all().delete()
    cy.presses = 0
    for role in ("lead", "communications"):
        cy.press(f"{room(incident)}roles/{role}/", person=bo.name, was=world.cy.pk)
    for task in tasks:
        cy.press(f"{room(incident)}tasks/{task.pk}/", title=task.title, owner=bo.name)
    settle()
    assert cy.presses == 4
    incident = Incident.objects.get()
    assert incident.lead == bo and incident.next_update_at is not None
    assert set(Task.objects.values_list("owner", flat=True)) == {bo.pk}
    assert {"incident.role", "incident.task"} <= kinds(bo, incident)
    Hand(bo).press(f"{room(incident)}roles/lead/", person=world.cy.name, was=bo.pk)  # and back
    settle()
    assert Incident.objects.get().lead == world.cy
