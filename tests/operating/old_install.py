"""An install as an earlier version left it: how it is lived in, and how it is looked at later.

Runs in a process of its own, on the database its environment names:

python -m tests.operating.old_install live_in
"""

import sys

import django
from django.core.management import call_command
from django.test import Client
from django.test.utils import setup_test_environment

django.setup()

# Django's apps must be ready before anything that has models is imported.
from tests.world import browser_as, make_world  # noqa: E402
from turnout.core.jobs import engine  # noqa: E402
from turnout.core.jobs.models import Job  # noqa: E402
from turnout.core.people.actions.tokens import create_api_token  # noqa: E402
from turnout.core.people.models import Person  # noqa: E402
from turnout.incidents.models import Incident, IncidentType, Severity, Status  # noqa: E402


def live_in() -> None:
    """What a small organization leaves behind: one incident to the end, one private, one in triage."""
    call_command("migrate", verbosity=0)
    world = make_world()
    ada, bo = browser_as(world.ada), browser_as(world.bo)
    ada.post("/report/", {"words": "Customers say their order never came"})
    incident = Incident.objects.get()
    room = f"/incidents/{incident.number}/"
    bo.post(room + "acceptance/")
    bo.post(room + "severity/", {"severity": Severity.objects.get(rank=2).pk, "was": ""})
    bo.post(room + "roles/lead/", {"take": "yes"})
    bo.post(room + "summary/", {"summary": "Orders from Leeds aren't printed.", "was": ""})
    ada.post(room + "messages/", {"body": "Twelve so far. @Bo Lindqvist all in Leeds?"})
    bo.post(room + "tasks/", {"title": "Ring the Leeds hub", "owner": "Ada Moreno"})
    bo.post(room + "links/", {"url": "https://status.example.org/leeds", "title": "Printer status"})
    fixing = Status.objects.get(key="fixing")
    bo.post(room + "updates/", {"body": "The Leeds printer was off.", "status": fixing.pk, "next_in": "30"})
    bo.post(room + "resolution/", {"note": "Printer on again, all orders sent."})
    bo.post(
        room + "tasks/?kind=follow_up", {"title": "Alarm when a printer is silent", "due_on": "2030-01-01"}
    )
    bo.post(room + "review/start/")
    ada.post(room + "review/text/", {"version": "1", "body": "## What went well\nAda rang quickly."})
    bo.post(room + "review/publication/")
    private = IncidentType.objects.exclude(starts_as="open").first()
    world.raise_incident("A letter went to the wrong customer", by=world.cy, type=private)
    world.raise_incident("The freezer is warm", by=world.dee)
    create_api_token("script", by=world.bo)
    engine.run_until_idle()
    world.raise_incident("Somebody waits for this", by=world.gus)  # its reactions are still owed


def look_at() -> None:
    """Bring the tables forward, then see through the pages that all of it is there and life goes on."""
    call_command("migrate", verbosity=0)
    finn, eve = Client(), Client()
    finn.force_login(Person.objects.get(email="finn@example.org"))
    eve.force_login(Person.objects.get(email="eve@example.org"))
    first, private = Incident.objects.get(number=1), Incident.objects.get(name__startswith="A letter")
    room = f"/incidents/{first.number}/"
    sees(
        finn,
        room,
        "never came",
        "Bo Lindqvist",
        "Twelve so far",
        "The Leeds printer was off",
        "Ring the Leeds hub",
    )
    sees(finn, room, "Printer status", "Printer on again")
    sees(finn, room + "review/", "Ada rang quickly.")
    sees(finn, "/incidents/", "The freezer is warm", "A letter went")
    sees(finn, "/search/?q=Leeds", "never came")
    sees(finn, "/people/", "Ada Moreno", "Gus Petrov")
    for path in (
        "/",
        "/work/",
        "/notifications/",
        "/profile/",
        "/profile/tokens/",
        "/teams/",
        "/settings/",
        "/system/",
    ):
        sees(finn, path)
    assert eve.get(f"/incidents/{private.number}/").status_code == 404
    assert Job.objects.exists(), "what was owed is gone"
    engine.run_until_idle()
    failed = list(Job.objects.values_list("name", "last_error"))
    assert not failed, failed
    finn.post(room + "messages/", {"body": "Still here after the upgrade"})
    finn.post("/report/", {"words": "A new worry in the new version"})
    engine.run_until_idle()
    sees(finn, room, "Still here after the upgrade")
    sees(finn, "/incidents/", "A new worry in the new version")


def sees(browser: Client, path: str, *words: str) -> None:
    answer = browser.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    missing = [each for each in words if each not in answer.content.decode().replace("&#x27;", "'")]
    assert not missing, (path, missing)


if __name__ == "__main__":
    setup_test_environment(debug=False)
    {"live_in": live_in, "look_at": look_at}[sys.argv[1]]()
