"""One request as it is written down, and the house it is sent to."""

import json
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from django.core.signals import got_request_exception
from django.db import transaction
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests.chaos.addresses import field_names, fill, routes
from tests.world import World, browser_as
from turnout.core.people.actions.joining import invite_person
from turnout.core.people.actions.teams import create_team
from turnout.core.people.actions.tokens import create_api_token
from turnout.incidents.incident.actions.lifecycle import accept_incident, resolve_incident
from turnout.incidents.models import IncidentType, Severity, Status
from turnout.incidents.room.actions.material import add_link
from turnout.incidents.room.actions.talking import post_message
from turnout.incidents.room.actions.tasks import add_task
from turnout.reviews.actions.writing import start_review

_AN_ID = re.compile("[0-9A-Z]{26}")
_STANDS_FOR = re.compile(r"‹([\w/ ]+)›")


@dataclass(frozen=True)
class Sent:
    """Its words are the same in every run: ‹message› stands for the id of the message that is there.

    parts   what stands in the route's places; whatever isn't named is something that is there
    form    the fields of its body, sent as `kind` says: "urlencoded", "multipart" or "json"
    broken  the body is cut at this byte, and the "head" is kept, the "tail", or both with these bytes between
    says    what it says of its content instead of the truth: Content-Type and Content-Length
    """

    route: str
    person: str = "nobody"
    method: str = "GET"
    parts: dict[str, str] = field(default_factory=dict)
    query: list[tuple[str, str]] = field(default_factory=list)
    raw_query: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    form: dict[str, Any] | None = None
    kind: str = "urlencoded"
    broken: tuple[int, str | bytes] | None = None
    says: dict[str, str] = field(default_factory=dict)


def body_of(sent: Sent, form: dict[str, Any]) -> tuple[bytes, str]:
    """The body and its Content-Type."""
    if sent.kind == "json":
        return json.dumps(form).encode(), "application/json"
    if sent.kind == "multipart":
        body, kind = encode_multipart(BOUNDARY, form), MULTIPART_CONTENT
    else:
        body = "&".join(f"{quote(name)}={quote(value)}" for name, value in form.items()).encode()
        kind = "application/x-www-form-urlencoded"
    if sent.broken:
        at, kept = sent.broken[0] % (len(body) + 1), sent.broken[1]
        between = kept if isinstance(kept, bytes) else b""
        body = (
            body[:at] if kept == "head" else body[at:] if kept == "tail" else body[:at] + between + body[at:]
        )
    return body, kind


class Scene:
    """Something of everything, so that requests get past the first question; and what was answered."""

    def __init__(self, world: World) -> None:
        self.names, self.routes = field_names(), routes()
        incident = world.raise_incident("Riders can't log in", summary="Since noon")
        other = world.raise_incident("A private matter", private=True, by=world.cy)
        accept_incident(incident, by=world.bo)
        team = create_team(name="Night shift", purpose="", by=world.gus)
        invitation, self.key = invite_person(email="hana@example.org", name="", role="viewer", by=world.gus)
        self.there = {
            "messages": post_message(incident, "Hello @Bo Lindqvist", by=world.ada).pk,
            "tasks": add_task(incident, "Look at the door", by=world.bo).pk,
            "links": add_link(incident, "https://example.org/", "A page", by=world.bo).pk,
            "teams": team.pk,
            "people": world.ada.pk,
            "people/invitations": invitation.pk,
            "v2/incidents": incident.pk,
            "v2/users": world.bo.pk,
            "number": incident.number,
            "another number": other.number,
        }
        self.there |= {f"severity {each.rank}": each.pk for each in Severity.objects.order_by("rank")}
        self.there |= {f"status {each.key}": each.pk for each in Status.objects.order_by("key")}
        self.there |= {f"type {each.key}": each.pk for each in IncidentType.objects.order_by("key")[:3]}
        incident = resolve_incident(incident, by=world.bo, note="Fixed")
        start_review(incident, by=world.bo)
        people = {"ada": world.ada, "eve": world.eve, "gus": world.gus, "nobody": None}
        self.browsers = {name: browser_as(person) for name, person in people.items()}
        self.token = create_api_token("fuzz", by=world.ada)[1]
        self.likely = [
            *(f"‹{name}›" for name in self.there), "Bo Lindqvist", "1", "2", "lead", "yes",
            "ongoing", "unsure", "UTC", "action",
        ]  # fmt: skip
        self.fields: dict[str, list[str]] = {}

    def meant(self, words: str) -> str:
        return _STANDS_FOR.sub(lambda found: str(self.there.get(found[1], found[0])), words)

    def path_of(self, sent: Sent) -> str:
        names = ("people/invitations", "v2/incidents", "v2/users", "messages", "tasks", "links", "teams")
        good = {
            "number": str(self.there["number"]),
            "id": next((str(self.there[name]) for name in names if name in sent.route), "1"),
            "key": self.key if sent.route.startswith("invitation") else "lead",
            "person": str(self.there["v2/users"]),
            "entry": "1",
        }
        if "people/<" in sent.route:
            good["id"] = str(self.there["people"])
        said = {name: quote(self.meant(words), safe="") for name, words in sent.parts.items()}
        return fill(sent.route, good | said)

    def fields_of(self, route: str) -> list[str]:
        """What the page at this address asks for; where it shows none, every name there is."""
        if route not in self.fields:
            page = self.browsers["gus"].get(self.path_of(Sent(route)))
            found = [] if page.streaming else re.findall(r'name="([\w.-]+)"', page.content.decode())
            kept = {name for name in found if not _AN_ID.search(name)} - {"viewport", "q", "robots"}
            self.fields[route] = sorted(kept) or self.names
        return self.fields[route]

    def that_take(self, *methods: str) -> list[str]:
        """The addresses that answer to one of these methods, as they say themselves."""
        taken = []
        for route in self.routes:
            answer = self.browsers["gus"].generic("BREW", self.path_of(Sent(route)))
            taken += [route] if set(answer.headers.get("Allow", "").split(", ")) & {*methods} else []
        return taken

    def answer(self, sent: Sent) -> int:
        """Send it and take back whatever it did. Fails where the answer is a 5xx or an exception got out."""
        headers = {name: self.meant(value) for name, value in sent.headers.items()}
        if sent.route.startswith(("v1", "v2")) and sent.person == "nobody":
            headers.setdefault("Authorization", f"Bearer {self.token}")
        query = "&".join(f"{quote(name)}={quote(self.meant(value))}" for name, value in sent.query)
        raw = sent.raw_query.decode("latin-1")
        more: dict[str, Any] = {"QUERY_STRING": f"{query}&{raw}" if raw else query, "headers": headers}
        if sent.form is not None:
            more["data"], more["content_type"] = body_of(sent, self._meant_by(sent.form))
        more |= {"CONTENT_" + name.upper(): value for name, value in sent.says.items() if name == "length"}
        if "type" in sent.says:
            more["content_type"] = sent.says["type"]
        return self._send(sent, self.path_of(sent), more)

    def _meant_by(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {name: self._meant_by(each) for name, each in value.items()}
        if isinstance(value, list):
            return [self._meant_by(each) for each in value]
        return self.meant(value) if isinstance(value, str) else value

    def _send(self, sent: Sent, path: str, more: dict[str, Any]) -> int:
        browser, broke = self.browsers[sent.person], list[str]()
        cookies = browser.cookies.output()

        def note(**signal: Any) -> None:
            broke.append(f"{sys.exc_info()[1]!r}"[:300])

        got_request_exception.connect(note)
        try:
            with transaction.atomic():
                answer = browser.generic(sent.method, path, **more)
                b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
                transaction.set_rollback(True)
        finally:
            got_request_exception.disconnect(note)
            if browser.cookies.output() != cookies:
                browser.cookies.clear()
                browser.cookies.load(cookies.replace("Set-Cookie: ", ""))
        honest = answer.status_code == 503 and path.startswith("/health/")  # no worker runs here
        assert honest or (answer.status_code < 500 and not broke), f"{path}: {answer.status_code} {broke}"
        return answer.status_code


def told(statuses: Counter[int]) -> str:
    said = ", ".join(f"{count} × {status}" for status, count in sorted(statuses.items()))
    return f"{statuses.total()} requests ({said})"
