"""An incident lived from the first worry to the lesson, by two people, through the pages alone."""

import re

from turnout.core.notify.models import Notification
from turnout.incidents.models import Incident, Severity, Status


def test_from_worry_to_lesson(world, browser_as, settle):
    ada, bo = browser_as(world.ada), browser_as(world.bo)

    # Ada says in one sentence what worries her.
    page = ada.post("/report/", {"words": "Customers say their order never came"}, follow=True)
    incident = Incident.objects.get()
    room = f"/incidents/{incident.number}/"
    assert "Thank you" in page.content.decode()

    # Bo accepts it, says how bad it is, and leads.
    bo.post(room + "acceptance/")
    bo.post(room + "severity/", {"severity": Severity.objects.get(rank=2).pk, "was": ""})
    bo.post(room + "roles/lead/", {"take": "yes"})
    settle()
    assert Notification.objects.filter(person=world.ada, kind="incident.outcome").count() == 1
    assert "Bo Lindqvist</b> is leading" in ada.get(room).content.decode()

    # They talk, Ada is asked to do something and does it.
    ada.post(room + "messages/", {"body": "Twelve so far. @Bo Lindqvist all in Leeds?"})
    bo.post(room + "tasks/", {"title": "Ring the Leeds hub", "owner": "Ada Moreno"})
    task = incident.tasks.get()
    assert task.owner == world.ada
    ada.post(f"{room}tasks/{task.pk}/done/", {"done": "yes"})

    # Everybody hears where it stands and when the next word comes.
    fixing = Status.objects.get(key="fixing")
    bo.post(room + "updates/", {"body": "The Leeds printer was off.", "status": fixing.pk, "next_in": "30"})
    page = ada.get(room).content.decode()
    assert "The Leeds printer was off." in page
    assert re.search(r"count-down", page)

    # It is over; something is left to do, and something was learned.
    bo.post(room + "resolution/", {"note": "Printer on again, all orders sent."})
    bo.post(
        room + "tasks/?kind=follow_up", {"title": "Alarm when a printer is silent", "due_on": "2030-01-01"}
    )
    bo.post(room + "review/start/")
    ada.post(room + "review/text/", {"version": "1", "body": "## What went well\nAda rang quickly."})
    bo.post(room + "review/publication/")
    bo.post(room + "closure/")
    incident.refresh_from_db()
    assert incident.category == "closed"
    assert "Ada rang quickly." in browser_as(world.eve).get(room + "review/").content.decode()


def test_the_second_of_two_is_told_and_keeps_their_words(world, browser_as):
    incident = world.raise_incident()
    ada, bo = browser_as(world.ada), browser_as(world.bo)
    where = f"/incidents/{incident.number}/summary/"
    bo.post(where, {"summary": "Bo was first", "was": ""})
    answer = ada.post(where, {"summary": "Ada wrote this", "was": ""})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Bo Lindqvist changed this" in page
    assert "Ada wrote this" in page
    # Sending it again is a decision, and stands.
    again = dict(re.findall(r'name="(was)" value="([^"]*)"', page))
    ada.post(where, {"summary": "Ada wrote this", **again})
    incident.refresh_from_db()
    assert incident.summary == "Ada wrote this"
