"""What has happened in an install before a page is opened. Runs in the install's own process: hand.py."""

from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from tests.world import make_world
from turnout.core.people.actions.organization import change_organization
from turnout.core.people.models import Organization, Person
from turnout.core.people.sessions import SessionStore
from turnout.incidents.actions.details import change_severity
from turnout.incidents.actions.intake import create_intake_page
from turnout.incidents.actions.lifecycle import accept_incident, resolve_incident
from turnout.incidents.actions.raising import raise_incident
from turnout.incidents.actions.talking import post_message
from turnout.incidents.actions.tasks import add_task
from turnout.incidents.models import Incident, Severity
from turnout.reviews.actions.writing import start_review


def set_scene() -> None:
    make_world()


def person(name: str) -> Person:
    """One of the cast, by the beginning of their e-mail address: `ada`."""
    found: Person = Person.objects.filter(email__regex=rf"^{name}[.@]").earliest("created_at")
    return found


def sign_in(name: str) -> str:
    """A session for them; answers what its cookie holds."""
    who = person(name)
    session = SessionStore()
    session[SESSION_KEY] = who.pk
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = who.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def report(name: str = "Riders can't log in", *, by: str = "ada", live: bool = True, **more: Any) -> int:
    """Somebody reports something and, if it is `live`, Bo accepts it. Answers its number."""
    incident = raise_incident(name=name, by=person(by), **more)
    if live:
        accept_incident(incident, by=person("bo" if not more.get("private") else by))
    return incident.number


def say(number: int, words: str, *, by: str = "bo") -> None:
    post_message(Incident.objects.get(number=number), words, by=person(by))


def rate(number: int, rank: int, *, by: str = "bo") -> None:
    change_severity(Incident.objects.get(number=number), Severity.objects.get(rank=rank), by=person(by))


def incidents() -> list[str]:
    return list(Incident.objects.order_by("number").values_list("name", flat=True))


def add_awkward_names() -> None:
    """What real people write: far too long, without spaces, from right to left."""
    report("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2, by="bo")
    number = report("الطلبات لا تصل إلى المطاعم في الدار البيضاء منذ ساعة كاملة", by="bo")
    rate(number, 1)
    say(number, "شكرا @Bo Lindqvist https://example.org/" + "a-very-long-address/" * 12)
    someone = person("bo")
    someone.title = (
        "Oberlandesgerichtspräsidentenstellvertreteranwärterin für Zahlungsverkehr und Auslieferung"
    )
    someone.save(update_fields=["title"])


def let_anyone_tell() -> str:
    """Reports without a name are allowed, and one place has a page of its own. Answers its id."""
    gus = person("gus")
    here = Organization.objects.get()
    change_organization(here, name=here.name, timezone=here.timezone, allows_anonymous=True, by=gus)
    return str(create_intake_page(name="Warehouse Leeds", place="Leeds, hall 2", by=gus).pk)


def review(number: int, *, by: str = "bo") -> None:
    """It is over, its review is begun, and one thing is to be done."""
    incident = resolve_incident(Incident.objects.get(number=number), by=person(by))
    start_review(incident, by=person(by))
    add_task(incident, "Hang a lamp over the ramp", by=person(by), kind="follow_up")
