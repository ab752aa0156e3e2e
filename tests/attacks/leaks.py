"""Secrets of every label with a word of their own in every text, and a finder of it in every door."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.attacks import api_doors
from tests.keeping import change_label, change_marks, exclude_person
from tests.operating.crawl import addresses
from tests.world import World, browser_as
from turnout.core.events.models import RecordedEvent
from turnout.core.events.public import public_form
from turnout.core.jobs import engine
from turnout.core.notify.models import Notification
from turnout.core.people.actions.teams import add_member, create_team
from turnout.core.people.actions.tokens import create_api_token
from turnout.core.people.models import Person
from turnout.incidents.access.actions.following import grant_access, subscribe
from turnout.incidents.access.actions.roles import assign_role
from turnout.incidents.fields.actions.defining import add_field
from turnout.incidents.incident.actions.details import change_summary, rename_incident
from turnout.incidents.incident.actions.lifecycle import accept_incident, resolve_incident
from turnout.incidents.models import Incident, Role
from turnout.incidents.room.actions.material import add_link
from turnout.incidents.room.actions.talking import pin_entry, post_message, post_update
from turnout.incidents.room.actions.tasks import add_task
from turnout.integrations.email.models import OutboxMail
from turnout.reviews.actions.writing import publish_review, start_review, write_review
from turnout.web.live.topics import allowed, may_see_any, nudges_of

CAST = ("ada", "bo", "cy", "dee", "eve", "finn", "gus")
MENTIONS = "@Ada Moreno @Bo Lindqvist @Dee Hartley @Eve Novak @Finn Gallagher"  # as many as one may name
SOUGHT = "quiet"  # in every text beside the canary, so that no door only echoes what was asked for
EVERYWHERE = (
    f"/search/?q={SOUGHT}", f"/incidents/?q={SOUGHT}", f"/incidents/found/?q={SOUGHT}",
    "/incidents/?state=any", "/incidents/?state=any&private=on", "/incidents/export.csv?state=any",
    f"/incidents/export.csv?q={SOUGHT}",
    "/profile/notifications/?q=", f"/people/?q={SOUGHT}",
)  # fmt: skip


@dataclass(frozen=True)
class Secret:
    """An incident, the word nobody outside may meet, and who is inside: written by hand, not asked for."""

    incident: Incident
    canary: str
    inside: tuple[str, ...]
    ids: dict[str, str]  # by the word that stands before one in addresses


@dataclass(frozen=True, order=True)
class Leak:
    canary: str
    person: str
    door: str


def make_secrets(world: World) -> list[Secret]:
    """Each begins in the open, all following, mail on its way; then it gets its label, then more happens."""
    team = create_team("Counsel", by=world.gus)
    add_field(name="Notes", kind="text", by=world.gus)
    add_member(team, world.bo, by=world.gus)
    begun = {name: _begin(world, name) for name in ("team", "restricted", "sealed", "tipping", "excluded")}
    engine.turn(outside=False)  # told, but no mail has gone out yet
    change_label(begun["team"], "team", teams=[team], by=world.cy)
    restricted = change_label(begun["restricted"], "restricted", by=world.cy)
    grant_access(restricted, world.dee, by=world.cy)
    assign_role(begun["sealed"], Role.objects.get(key="scribe"), world.bo, by=world.cy)
    assign_role(begun["sealed"], Role.objects.get(key="lead"), world.cy, by=world.cy)
    change_label(begun["sealed"], "sealed", by=world.cy)
    tipping = change_label(begun["tipping"], "restricted", by=world.cy)
    change_marks(tipping, privileged=True, no_tipping_off=True, by=world.cy)
    exclude_person(tipping, world.gus, by=world.cy)
    excluded = change_label(begun["excluded"], "restricted", by=world.cy)
    grant_access(excluded, world.dee, by=world.cy)
    for person in (world.finn, world.ada):  # an owner, and a let-in colleague
        exclude_person(excluded, person, by=world.cy)
    inside = {
        "team": ("bo", "cy", "finn"), "restricted": ("cy", "dee", "finn"), "sealed": ("bo", "cy"),
        "tipping": ("cy", "finn"), "excluded": ("cy", "dee"),
    }  # fmt: skip
    secrets = [
        _go_on(world, Incident.objects.get(pk=each.pk), name, inside[name]) for name, each in begun.items()
    ]
    engine.run_until_idle()
    return secrets


def _canary(name: str) -> str:
    return f"zq{name}zq"


def _begin(world: World, name: str) -> Incident:
    said = f"A {SOUGHT} matter {_canary(name)}"
    incident = world.raise_incident(said, by=world.cy, summary=said, place=said, fields={"notes": said})
    incident = accept_incident(incident, by=world.cy)
    for each in CAST:
        subscribe(incident, by=getattr(world, each))
    post_message(incident, f"{said} {MENTIONS}", by=world.cy)
    post_message(incident, f"{said} @Gus Petrov", by=world.cy)
    post_update(incident, said, by=world.cy)
    for each in ("ada", "gus"):
        add_task(incident, said, owner=getattr(world, each), by=world.cy)
    return incident


def _go_on(world: World, incident: Incident, name: str, inside: tuple[str, ...]) -> Secret:
    said, cy = f"A {SOUGHT} matter {_canary(name)}", world.cy
    message = post_message(incident, f"{said} again {MENTIONS}", by=cy)
    post_update(incident, f"{said} again", by=cy)
    rename_incident(incident, f"{said} named", by=cy)
    change_summary(incident, f"{said} summed up", by=cy)
    task = add_task(incident, f"{said} follow-up", kind="follow_up", owner=cy, by=cy)
    link = add_link(incident, f"https://example.org/{_canary(name)}", said, by=cy)
    file = SimpleUploadedFile(f"{_canary(name)}.txt", said.encode())
    browser_as(cy).post(f"/incidents/{incident.number}/files/", {"file": file})
    resolve_incident(Incident.objects.get(pk=incident.pk), by=cy, note=said)
    review = start_review(Incident.objects.get(pk=incident.pk), by=cy)
    publish_review(write_review(review, said, version=1, by=cy), by=cy)
    entry = RecordedEvent.objects.filter(subject_id=incident.pk).latest("pk")
    pin_entry(incident, entry, by=cy)
    attached = incident.attachments.get()  # type: ignore[attr-defined]
    ids = {
        "messages": message.pk, "tasks": task.pk, "links": link.pk, "files": attached.pk,
        "pins": str(entry.pk), "actions": incident.tasks.order_by("pk")[0].pk, "follow_ups": task.pk,  # type: ignore[attr-defined]
        "reviews": review.pk, "incident_attachments": link.pk,
        "incident_timeline_items": str(incident.pins.get().pk),  # type: ignore[attr-defined]
    }  # fmt: skip
    return Secret(incident, _canary(name), inside, ids)


def text_of(answer: Any) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode(errors="replace") + " ".join(
        f"{name}: {value}" for name, value in answer.headers.items()
    )


def find_leaks(
    world: World, secrets: list[Secret], *, cast: tuple[str, ...], reached: list[Secret] | None = None
) -> set[Leak]:
    """Go through every door as each of the cast; answers where a word of a secret met an outsider.

    reached   those whose numbers and ids the cast was told; all of them, unless fewer are named
    """
    found: set[Leak] = set()
    for name in cast:
        person = getattr(world, name, None)
        for door, text in [
            *_everything(person),
            *_reaching(person, [s for s in reached or secrets if name not in s.inside]),
        ]:
            found |= {
                Leak(each.canary, name, door)
                for each in secrets
                if name not in each.inside and each.canary in text
            }
        if person is not None:
            found |= _live(name, person, secrets)
        found |= _sent(name, person, secrets)
    return found


def _everything(person: Person | None) -> Iterator[tuple[str, str]]:
    """What somebody meets without knowing what to look for."""
    doors = _Doors(person)
    for path in [*dict.fromkeys(addresses({"id": "x", "number": "0"})), *EVERYWHERE]:
        if "sign-out" not in path:
            yield path, doors.get(path)
    for door, answer in api_doors.lists(doors.script):
        yield door, text_of(answer)
    for path in ("/report/look-alikes/", "/report/who-hears/", "/report/"):
        yield path, doors.post(path, {"words": f"Another {SOUGHT} matter", "check": "1", "type": "legal"})
    if person is not None:
        for told in Notification.objects.filter(person=person):
            yield "/notifications/<id>/", doors.get(f"/notifications/{told.pk}/", follow=True)
        for mail in OutboxMail.objects.filter(person=person):
            yield "mail", f"{mail.subject} {mail.text}"


def _reaching(person: Person | None, secrets: list[Secret]) -> Iterator[tuple[str, str]]:
    """What somebody meets who was told numbers and ids, looking and sending."""
    doors = _Doors(person)
    for secret in secrets:
        for path in _addresses_of(secret):
            yield path, doors.get(path)
            if path.startswith("/incidents/"):
                yield path, doors.post(path, {"take": "yes", "open": "yes", "body": "x", "label": "open"})
        for door, answer in api_doors.reaching(doors.script, secret.incident.pk, secret.ids):
            done = " did something: " + secret.canary if opens(door, answer) else ""
            yield door, text_of(answer) + done


def opens(door: str, answer: Any) -> bool:
    """Whether a change of what isn't there for them was let through."""
    return not door.startswith("GET") and answer.status_code < 300


def _addresses_of(secret: Secret) -> Iterator[str]:
    """Every address of the incident, and of whatever is in it, by number and by id."""
    number = str(secret.incident.number)
    for path in addresses({"id": "@", "entry": "@", "number": number, "key": "lead"}):
        before, mark, after = path.partition("@")
        id = secret.ids.get(before.split("/")[-2], secret.incident.pk) if mark else ""
        if f"/incidents/{number}/" in path:
            yield f"{before}{id}{after}"
    yield f"/v2/incidents/{number}"


def _live(name: str, person: Person, secrets: list[Secret]) -> set[Leak]:
    found = set()
    for secret in (each for each in secrets if name not in each.inside):
        nudges = nudges_of(RecordedEvent.objects.filter(subject_id=secret.incident.pk))
        heard = allowed(person, [f"incident:{secret.incident.pk}"])
        if heard or nudges.topics & {"incidents", "home"} or may_see_any(person, nudges.hidden):
            found.add(Leak(secret.canary, name, "live"))
    return found


def _sent(name: str, person: Person | None, secrets: list[Secret]) -> set[Leak]:
    """What a webhook of theirs, or of nobody in particular, would be sent."""
    outside = [secret for secret in secrets if name not in secret.inside]
    return {
        Leak(secret.canary, name, "webhook")
        for secret in outside
        if public_form(RecordedEvent.objects.filter(subject_id=secret.incident.pk), to=person)
    }


class _Doors:
    """A browser, and beside it a script with a key of the same person."""

    def __init__(self, person: Person | None) -> None:
        self.browser = browser_as(person)
        key = create_api_token("leaks", by=person)[1] if person else ""
        self.script = Client(headers={"Authorization": f"Bearer {key}"})

    def get(self, path: str, *, follow: bool = False) -> str:
        if re.match("/v[1-9]/", path):
            return text_of(self.script.get(path))
        return text_of(self.browser.get(path, follow=follow))

    def post(self, path: str, content: dict[str, str]) -> str:
        return text_of(self.browser.post(path, content))
