"""Anything may be sent to any address by anyone: the answer is never a 5xx, and no exception gets out.

Cases: about 1,600 requests in bin/test, always the same ones; with TURNOUT_FUZZ=long 40,000, each time new.
"""

import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from django.core.signals import got_request_exception
from django.db import transaction
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.chaos import nasty
from tests.chaos.addresses import field_names, fill, parts, routes
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

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
LONG = os.environ.get("TURNOUT_FUZZ") == "long"
SECONDS = 7200 if LONG else 12  # for each of the tests below, however busy the machine


def cases(quick: int) -> Callable[[Any], Any]:
    return settings(
        max_examples=quick * 25 if LONG else quick,
        derandomize=not LONG,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate, Phase.shrink] if LONG else [Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


class Scene:
    """Something of everything, so that requests get past the first question; and what went wrong."""

    def __init__(self, world: World, tell: Callable[[Counter[int]], None]) -> None:
        self.tell = tell
        self.names, self.routes = field_names(), routes()
        incident = world.raise_incident("Riders can't log in", summary="Since noon")
        other = world.raise_incident("A private matter", private=True, by=world.cy)
        accept_incident(incident, by=world.bo)
        message = post_message(incident, "Hello @Bo Lindqvist", by=world.ada)
        task = add_task(incident, "Look at the door", by=world.bo)
        link = add_link(incident, "https://example.org/", "A page", by=world.bo)
        incident = resolve_incident(incident, by=world.bo, note="Fixed")
        start_review(incident, by=world.bo)
        team = create_team(name="Night shift", purpose="", by=world.gus)
        invitation, key = invite_person(email="hana@example.org", name="", role="viewer", by=world.gus)
        self.browsers = {
            name: browser_as(person) for name, person in [("ada", world.ada), ("eve", world.eve), ("gus",
            world.gus), ("nobody", None)]
        }  # fmt: skip
        self.token = create_api_token("fuzz", by=world.ada)[1]
        ids = {
            "messages": message.pk, "tasks": task.pk, "links": link.pk, "teams": team.pk,
            "people/<": world.ada.pk,
            "people/invitations": invitation.pk, "v2/incidents": incident.pk, "v2/users": world.bo.pk,
        }  # fmt: skip
        self.good = {
            route: {
                "number": str(incident.number),
                "id": next((pk for part, pk in ids.items() if part in route), "1"),
                "key": key if route.startswith("invitation") else "lead",
                "person": world.bo.pk,
                "entry": "1",
            }
            for route in self.routes
        }
        self.likely = [
            *ids.values(), world.bo.pk, "Bo Lindqvist", str(other.number), "1", "2", "lead", "yes",
            "ongoing", "unsure", "UTC", "action",
            *map(str, Severity.objects.values_list("pk", flat=True)),
            *map(str, Status.objects.values_list("pk", flat=True)),
            *map(str, IncidentType.objects.values_list("pk", flat=True)[:3]),
        ]  # fmt: skip
        self.fields: dict[str, list[str]] = {}
        self.statuses: Counter[int] = Counter()
        self.ends = time.monotonic() + SECONDS

    def address(self, route: str, draw: Any) -> str:
        """Mostly of something that is there: three in four times for each part of it."""
        good = st.just("")
        drawn = {part: draw(st.one_of(good, good, good, nasty.short)) for part in parts(route)}
        return fill(
            route, {part: quote(drawn[part] or self.good[route].get(part, "x"), safe="") for part in drawn}
        )

    def fields_of(self, route: str) -> list[str]:
        """What the page at this address asks for; where it shows none, every name there is."""
        if route not in self.fields:
            page = self.browsers["gus"].get(fill(route, self.good[route]))
            found = [] if page.streaming else re.findall(r'name="([\w.-]+)"', page.content.decode())
            self.fields[route] = sorted({*found} - {"viewport", "q", "robots"}) or self.names
        return self.fields[route]

    def that_take(self, *methods: str) -> list[str]:
        """The addresses that answer to one of these methods, as they say themselves."""
        taken = []
        for route in self.routes:
            allowed = (
                self.browsers["gus"].generic("BREW", fill(route, self.good[route])).headers.get("Allow", "")
            )
            taken += [route] if set(allowed.split(", ")) & {*methods} else []
        return taken

    def ask(self, person: str, method: str, path: str, **more: Any) -> None:
        """Send it, and take back whatever it did."""
        if time.monotonic() > self.ends:
            return
        browser = self.browsers[person]
        broke: list[str] = []
        cookies = browser.cookies.output()

        def note(**signal: Any) -> None:
            broke.append(f"{sys.exc_info()[1]!r}"[:300])

        got_request_exception.connect(note)
        try:
            with transaction.atomic():
                answer = browser.generic(method, path, **more)
                b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
                transaction.set_rollback(True)
        finally:
            got_request_exception.disconnect(note)
            if browser.cookies.output() != cookies:
                browser.cookies.clear()
                browser.cookies.load(cookies.replace("Set-Cookie: ", ""))
        self.statuses[answer.status_code] += 1
        honest = answer.status_code == 503 and path.startswith("/health/")  # no worker runs here
        assert honest or (answer.status_code < 500 and not broke), (
            f"{method} {path} as {person}: {answer.status_code} {broke}"
        )


@pytest.fixture
def scene(world: World, record_property: Callable[[str, Any], None], request: Any) -> Scene:
    def tell(statuses: Counter[int]) -> None:
        said = ", ".join(f"{count} × {status}" for status, count in sorted(statuses.items()))
        record_property("count", f"{request.node.name}: {sum(statuses.values())} requests ({said})")

    return Scene(world, tell)


def test_anything_in_addresses_queries_and_headers(scene: Scene) -> None:
    @cases(500)
    @given(st.data())
    def ask(data: st.DataObject) -> None:
        draw = data.draw
        path = scene.address(draw(st.sampled_from(scene.routes)), draw)
        query = draw(
            st.lists(
                st.tuples(
                    st.sampled_from(scene.names), st.one_of(st.sampled_from(scene.likely), nasty.short)
                ),
                max_size=5,
            )
        )
        more = "&".join(f"{quote(name)}={quote(value)}" for name, value in query)
        raw = draw(st.one_of(st.just(b""), nasty.raw_bytes)).decode("latin-1")
        scene.ask(
            draw(st.sampled_from(sorted(scene.browsers))),
            draw(nasty.methods) if draw(st.integers(0, 4)) == 0 else "GET",
            path,
            QUERY_STRING=f"{more}&{raw}" if raw else more,
            headers=draw(nasty.headers) if draw(st.integers(0, 3)) == 0 else {},
        )

    ask()
    scene.tell(scene.statuses)


def test_anything_in_every_form(scene: Scene) -> None:
    forms = scene.that_take("POST")

    def names(route: str) -> st.SearchStrategy[str]:
        known = st.sampled_from(scene.fields_of(route))
        return st.one_of(known, known, known, st.sampled_from(scene.names))

    @cases(500)
    @given(st.data())
    def send(data: st.DataObject) -> None:
        draw = data.draw
        route = draw(st.sampled_from(forms))
        path = scene.address(route, draw)
        value = st.one_of(st.sampled_from(scene.likely), nasty.text)
        fields = draw(st.dictionaries(names(route), value, min_size=1, max_size=8))
        body, kind = draw(st.sampled_from([urlencoded, multipart]))(fields)
        headers = {"X-Quick": "yes"} if draw(st.booleans()) else {}
        person = draw(st.sampled_from(["ada", "gus", "gus", "eve", "nobody"]))
        scene.ask(person, "POST", path, data=body, content_type=kind, headers=headers)

    send()
    scene.tell(scene.statuses)


def test_bodies_that_are_none(scene: Scene) -> None:
    forms = [*scene.that_take("POST"), "v2/incidents"]

    def names(route: str) -> st.SearchStrategy[str]:
        return st.sampled_from(scene.fields_of(route))

    @cases(300)
    @given(st.data())
    def send(data: st.DataObject) -> None:
        draw = data.draw
        route = draw(st.sampled_from(forms))
        path = scene.address(route, draw)
        fields = draw(st.dictionaries(names(route), nasty.short, max_size=4))
        body, kind = multipart(fields)
        cut = draw(st.integers(0, len(body)))
        broken = draw(
            st.sampled_from([body[:cut], body[cut:], body[:cut] + draw(nasty.raw_bytes) + body[cut:]])
        )
        kinds = [
            kind, "multipart/form-data", "multipart/form-data; boundary=",
            "multipart/form-data; boundary=" + "a" * 300,
            "multipart/form-data; boundary=é", "application/json", "text/plain; charset=utf-7",
            "application/x-www-form-urlencoded; charset=nope",
            "application/x-www-form-urlencoded; charset=utf-16", "", ";", "a/b; " + "c=d; " * 100,
        ]  # fmt: skip
        length = (
            {"CONTENT_LENGTH": draw(st.sampled_from(["", "-1", "x"]))} if draw(st.integers(0, 9)) == 0 else {}
        )
        scene.ask(
            draw(st.sampled_from(["ada", "gus", "nobody"])), draw(st.sampled_from(["POST", "POST", "PUT",
            "PATCH"])), path,
            data=broken, content_type=draw(st.sampled_from(kinds)), **length,
        )  # fmt: skip

    send()
    scene.tell(scene.statuses)


def test_anything_in_the_api(scene: Scene) -> None:
    api = [route for route in scene.routes if route.startswith(("v1", "v2"))]
    known = [
        "name", "idempotency_key", "visibility", "summary", "severity_id", "incident_type_id",
        "incident_status_id", "mode",
        "incident_role_assignments", "incident_timestamp_values", "custom_field_entries",
        "retrospective_incident_options",
    ]  # fmt: skip
    filters = [
        f"{name}[{how}]"
        for name in (
            "status",
            "status_category",
            "severity",
            "incident_type",
            "mode",
            "created_at",
            "updated_at",
        )
        for how in ("one_of", "not_in", "gte", "lte", "date_range", "is")
    ]
    filters += [
        "page_size",
        "after",
        "sort_by",
        "filter_mode",
        "incident_id",
        "incident_mode",
        "email",
        "slack_user_id",
    ]
    leaf = st.one_of(
        st.sampled_from(scene.likely),
        nasty.text,
        st.integers(),
        st.floats(),
        st.booleans(),
        st.none(),
        st.just("\ud800"),
    )
    shape = st.recursive(
        leaf,
        lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(nasty.short, inner, max_size=3)),
        max_leaves=6,
    )

    @cases(300)
    @given(st.data())
    def send(data: st.DataObject) -> None:
        draw = data.draw
        path = scene.address(draw(st.sampled_from([*api, *["v2/incidents"] * 20])), draw)
        body = json.dumps(draw(st.dictionaries(st.sampled_from(known), st.one_of(leaf, shape), max_size=8)))
        query = draw(
            st.lists(
                st.tuples(st.sampled_from(filters), st.one_of(st.sampled_from(scene.likely), nasty.short)),
                max_size=3,
            )
        )
        scene.ask(
            "nobody", draw(st.sampled_from(["GET", "GET", "GET",
            "PUT"])) if path != "/v2/incidents" else "POST", path, data=body, content_type="application/json",
            QUERY_STRING="&".join(f"{quote(name)}={quote(value)}" for name, value in query),
            headers={"Authorization": f"Bearer {scene.token}"},
        )  # fmt: skip

    send()
    scene.tell(scene.statuses)


def urlencoded(fields: dict[str, str]) -> tuple[bytes, str]:
    body = "&".join(f"{quote(name)}={quote(value)}" for name, value in fields.items())
    return body.encode(), "application/x-www-form-urlencoded"


def multipart(fields: dict[str, str]) -> tuple[bytes, str]:
    return encode_multipart(BOUNDARY, fields), MULTIPART_CONTENT


def test_every_address_is_among_them(scene: Scene) -> None:
    """The walk finds what Django serves, and the names that forms and views read."""
    assert len(scene.routes) > 80 and {"q", "body", "words", "before", "after", "revoke"} <= set(scene.names)
