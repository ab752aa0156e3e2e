"""What only the install itself knows, asked for by the benchmark: python -m bench.install guests|numbers"""

import json
import sys
from typing import Any

from turnout.config.commands import ready

ready.set_up()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.db import transaction  # noqa: E402
from django.db.models import Count, Max, Min  # noqa: E402

from turnout.core.events.record import history  # noqa: E402
from turnout.core.jobs.models import Job  # noqa: E402
from turnout.core.people.actions.tokens import create_api_token  # noqa: E402
from turnout.core.people.models import Person  # noqa: E402
from turnout.core.people.permissions import BaseRole  # noqa: E402
from turnout.core.people.sessions import SessionStore  # noqa: E402
from turnout.incidents.access.actions.roles import assign_role  # noqa: E402
from turnout.incidents.incident.actions.lifecycle import accept_incident  # noqa: E402
from turnout.incidents.models import Counter, Incident, IncidentType, Role  # noqa: E402
from turnout.incidents.raising.actions.raising import raise_incident  # noqa: E402
from turnout.incidents.room.actions.talking import post_message, post_update  # noqa: E402
from turnout.incidents.room.actions.tasks import add_task  # noqa: E402

EACH = 5  # streams of one person


def session_of(person: Person) -> str:
    store = SessionStore()
    store[SESSION_KEY] = person.pk
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store.create()
    return str(store.session_key)


def busy_incident(people: list[Person]) -> Incident:
    """One that is being worked on: what an incident page looks like while it matters."""
    lead, other, third = people[:3]
    with history():
        incident = raise_incident(
            name="Delivery notes printed twice at every till", by=other, place="Lyon",
            type=IncidentType.objects.get(key="operations"), summary="Every till prints two.",
        )  # fmt: skip
        incident = accept_incident(incident, by=lead)
        assign_role(incident, Role.objects.get(key="lead"), lead, by=lead)
        for nth in range(20):
            post_message(
                incident, f"Till {nth} prints **two** notes since this morning.", by=(other, third)[nth % 2]
            )
        for word in ("We look at the spooler.", "The spooler is fine; we look at the tills."):
            post_update(incident, word, by=lead)
        for title in ("Call the supplier", "Count the notes", "Tell the shops"):
            add_task(incident, title, by=lead, owner=third)
    return incident


@transaction.atomic
def guests(streams: int) -> dict[str, Any]:
    """Sessions and a token of people like most: they may respond, but not see what is private."""
    responders = list(Person.objects.active().filter(role=BaseRole.RESPONDER).order_by("pk")[:16])
    listeners = list(Person.objects.active().order_by("-pk")[: -(-streams // EACH)])
    incident = busy_incident(responders)
    _token, key = create_api_token("bench", by=responders[0])
    return {
        "sessions": [session_of(person) for person in responders],
        "listeners": [session_of(person) for person in listeners for _ in range(EACH)][:streams],
        "token": key,
        "number": incident.number,
        "incident": incident.pk,
    }


def numbers() -> dict[str, int]:
    """Whether every number was given out once, and none left out."""
    found = Incident.objects.aggregate(count=Count("pk"), least=Min("number"), most=Max("number"))
    return {**found, "counter": Counter.objects.get(name="incident").value, "jobs": Job.objects.count()}


if __name__ == "__main__":
    said = guests(int(sys.argv[2])) if sys.argv[1] == "guests" else numbers()
    json.dump(said, sys.stdout)
