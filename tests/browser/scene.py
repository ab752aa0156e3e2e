"""What has happened in an install before a page is opened. Runs in the install's own process: hand.py."""

from datetime import timedelta
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from tests.keeping import change_label, change_marks, exclude_person, say_whom_it_is_about
from tests.world import make_world
from turnout.core.jobs.models import Job
from turnout.core.people.actions.agreement import agreed
from turnout.core.people.actions.organization import change_organization
from turnout.core.people.keys import digest_of
from turnout.core.people.models import Organization, Person
from turnout.core.people.sessions import SessionStore
from turnout.incidents.access.actions.access_requests import ask_for_access
from turnout.incidents.access.actions.proposals import propose
from turnout.incidents.access.actions.roles import assign_role
from turnout.incidents.definitions.models.labels import RESTRICTED, SEALED
from turnout.incidents.fields.actions.defining import add_field
from turnout.incidents.fields.actions.fields import set_fields
from turnout.incidents.incident.actions.details import change_severity
from turnout.incidents.incident.actions.lifecycle import accept_incident, resolve_incident
from turnout.incidents.incident.actions.timestamps import set_times
from turnout.incidents.incident.models.incident import ANONYMOUS, CONFIDENTIAL
from turnout.incidents.models import Incident, IncidentType, Role, Severity
from turnout.incidents.raising.actions.intake import create_intake_page
from turnout.incidents.raising.actions.raising import Reporting, raise_incident
from turnout.incidents.raising.actions.streams import open_stream
from turnout.incidents.reporters.actions.thanking import thank_person
from turnout.incidents.reporters.receipts import code_for
from turnout.incidents.room.actions.relating import relate_incidents
from turnout.incidents.room.actions.talking import post_message
from turnout.incidents.room.actions.tasks import add_task
from turnout.reviews.actions.writing import start_review


def set_scene() -> None:
    world = make_world()
    add_field(name="Ramp", kind="text", by=world.finn)


def person(name: str) -> Person:
    """One of the cast, by the beginning of their email address: `ada`."""
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


def ask_for(number: int, title: str, *, by: str = "dee") -> None:
    add_task(Incident.objects.get(number=number), title, by=person(by))


def rate(number: int, rank: int, *, by: str = "bo") -> None:
    change_severity(Incident.objects.get(number=number), Severity.objects.get(rank=rank), by=person(by))


def get_stuck() -> None:
    Job.objects.create(
        name="incidents.reactions.tell", due_at=None, attempts=12, last_error="KeyError at x.py:3"
    )


def open_part(number: int, name: str, *, by: str = "bo") -> int:
    """A stream of it; answers its number."""
    return open_stream(Incident.objects.get(number=number), name, by=person(by)).number


def lead(number: int, name: str, *, by: str = "bo") -> None:
    assign_role(
        Incident.objects.get(number=number), Role.objects.get(key="lead"), person(name), by=person(by)
    )


def thank(number: int, name: str, words: str, *, by: str = "bo") -> None:
    thank_person(Incident.objects.get(number=number), person(name), words=words, by=person(by))


def fill_in(number: int, field: str, value: str, *, by: str = "bo") -> None:
    set_fields(Incident.objects.get(number=number), {field: value}, by=person(by))


def say_when_it_began(number: int, *, by: str = "bo") -> None:
    incident = Incident.objects.get(number=number)
    set_times(incident, {"started_at": incident.reported_at - timedelta(hours=1)}, by=person(by))


def narrow(number: int, *, by: str = "bo") -> None:
    change_label(Incident.objects.get(number=number), RESTRICTED, by=person(by))


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
    with agreed():
        change_organization(here, name=here.name, timezone=here.timezone, allows_anonymous=True, by=gus)
        return str(create_intake_page(name="Warehouse Leeds", place="Leeds, hall 2", by=gus).pk)


def add_unusual_rooms() -> dict[str, int]:
    """One of each sort of room that a page can look different in; answers their numbers."""
    bo, cy = person("bo"), person("cy")
    wide = Incident.objects.get(number=report("Cards are refused at the counter", by="ada"))
    open_stream(wide, "Tell customers", by=bo, lead=person("ada"))
    change_severity(wide, Severity.objects.get(rank=1), by=bo)
    relate_incidents(wide, Incident.objects.get(number=report("Card terminal hums")), why="same till", by=bo)
    kept = Incident.objects.get(number=report("Payslips went to someone else", by="cy", private=True))
    ask_for_access(kept, "It is my team", by=person("dee"))
    exclude_person(kept, bo, by=cy)
    say_whom_it_is_about(kept, [bo], by=cy)
    propose(kept, "exclude", {"person": person("eve").pk}, reason="She works for him", by=person("finn"))
    sealed = Incident.objects.get(number=report("A letter that may not be known of", by="cy", private=True))
    change_label(sealed, SEALED, by=cy)
    change_marks(sealed, privileged=True, no_tipping_off=True, by=cy)
    unnamed = Reporting(reported_as=ANONYMOUS, receipt=digest_of(code_for("unnamed")))
    confided = Reporting(reported_as=CONFIDENTIAL)
    people, short = (IncidentType.objects.get(key=key) for key in ("people", "operations"))
    led = Incident.objects.get(number=report("Short of riders", by="dee", type=short))
    assign_role(led, Role.objects.get(key="lead"), person("dee"), by=bo)
    return {
        "wide": wide.number,
        "kept": kept.number,
        "sealed": sealed.number,
        "unnamed": raise_incident(name="A fire door is chained", by=None, reporting=unnamed).number,
        "confided": raise_incident(
            name="A shout across the floor", by=person("dee"), type=people, reporting=confided
        ).number,
        "exercise": report("Exercise: no power in Leeds", by="bo", mode="test"),
        "own-steps": led.number,
    }


def review(number: int, *, by: str = "bo") -> None:
    """It is over, its review is begun, and one thing is to be done."""
    incident = resolve_incident(Incident.objects.get(number=number), by=person(by))
    start_review(incident, by=person(by))
    add_task(incident, "Hang a lamp over the ramp", by=person(by), kind="follow_up")
