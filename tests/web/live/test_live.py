"""Live streams, over a real server: who hears what, and who doesn't."""

import asyncio
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.keeping import change_label
from tests.web.live.listening import (
    LONG,
    Page,
    everything_is_told,
    live_server,
    session_of,
    until_somebody_listens,
)
from tests.world import World
from turnout.core.notify.actions.tell import tell
from turnout.core.people.models import Session
from turnout.incidents.access.actions.following import grant_access
from turnout.incidents.room.actions.talking import post_message
from turnout.web.live import app, hub, reader, stream

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def url(world: World) -> Iterator[str]:
    with live_server() as address:
        yield address


def test_a_page_hears_that_something_changed_and_nothing_more(world: World, url: str) -> None:
    incident = world.raise_incident()
    page = Page(url, session_of(world.eve), f"incident:{incident.pk}", "incidents", "home")
    page.is_silent()
    post_message(incident, "Look", by=world.bo)
    topics = {data for _, data in page.hears()}
    assert topics == {f"incident:{incident.pk}", "incidents", "home"}
    assert page.place


def test_who_may_not_see_an_incident_never_hears_of_it(world: World, url: str) -> None:
    secret = world.raise_incident(private=True, by=world.cy)
    asked = (f"incident:{secret.pk}", "incidents", "home")
    eve, cy = Page(url, session_of(world.eve), *asked), Page(url, session_of(world.cy), *asked)
    cy.is_silent()
    post_message(secret, "Look", by=world.cy)
    assert {data for _, data in cy.hears()} == set(asked)
    assert eve.is_silent()
    world.raise_incident()  # an open one is everyone's
    assert {data for _, data in eve.hears()} == {"incidents", "home"}


def test_who_was_let_in_meanwhile_begins_to_hear(
    world: World, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "CHECK_EVERY", 0.2)
    monkeypatch.setattr(app, "CHECK_EVERY", 0.2)
    secret = world.raise_incident(private=True, by=world.cy)
    bo = Page(url, session_of(world.bo), f"incident:{secret.pk}")
    grant_access(secret, world.bo, by=world.cy)
    until_somebody_listens(f"incident:{secret.pk}")
    bo.is_silent()
    post_message(secret, "Look", by=world.cy)
    assert bo.hears() == {("nudge", f"incident:{secret.pk}")}


def test_who_lost_access_hears_no_more(world: World, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "CHECK_EVERY", 0.2)
    monkeypatch.setattr(app, "CHECK_EVERY", 0.2)
    incident = world.raise_incident(by=world.cy)
    bo = Page(url, session_of(world.bo), f"incident:{incident.pk}")
    change_label(incident, "restricted", by=world.cy)
    until_somebody_listens(f"incident:{incident.pk}", does=False)
    bo.is_silent()  # that it changed they may still have heard
    post_message(incident, "Look", by=world.cy)
    assert bo.is_silent()


def test_nobody_listens_in_on_someone_else(world: World, url: str) -> None:
    incident = world.raise_incident()
    bo = Page(url, session_of(world.bo), f"person:{world.bo.pk}")
    eve = Page(
        url, session_of(world.eve), f"person:{world.bo.pk}", "system", "nonsense", "incident:1' OR 1=1"
    )
    bo.is_silent()
    tell([world.bo], "incident.mention", about=None, subject=incident, title="x", path="/")
    assert bo.hears() == {("nudge", f"person:{world.bo.pk}")}
    assert eve.is_silent()


def test_nobody_unknown_is_admitted(world: World, url: str) -> None:
    assert httpx.get(url, params={"topic": "home"}).status_code == 401
    assert httpx.get(url, headers={"Cookie": "turnout_session=made-up"}).status_code == 401
    assert httpx.post(url).status_code == 405


@pytest.mark.parametrize("ending", ["session ended", "person left", "password changed"])
def test_a_stream_ends_with_its_session(
    world: World, url: str, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    monkeypatch.setattr(stream, "CHECK_EVERY", 0.3)
    page = Page(url, session_of(world.bo), "home")
    assert not page.closed.is_set()
    if ending == "session ended":
        Session.objects.filter(person=world.bo).delete()
    elif ending == "person left":
        type(world.bo).objects.filter(pk=world.bo.pk).update(is_active=False)
    else:
        world.bo.set_password("another horse battery")
        world.bo.save()
    assert page.closed.wait(LONG)


def test_who_comes_back_hears_what_they_missed(world: World, url: str) -> None:
    incident = world.raise_incident()
    session, topic = session_of(world.bo), f"incident:{incident.pk}"
    first = Page(url, session, topic)
    first.is_silent()
    post_message(incident, "Look", by=world.cy)
    first.hears()
    place = first.place
    post_message(incident, "Look", by=world.eve)
    assert Page(url, session, topic, since=place).hears() == {("nudge", topic)}


def test_the_hidden_stays_hidden_from_who_comes_back(world: World, url: str) -> None:
    world.raise_incident()
    everything_is_told()
    place = Page(url, session_of(world.eve), "home").place
    secret = world.raise_incident(private=True, by=world.cy)
    asked = ("home", f"incident:{secret.pk}")
    assert Page(url, session_of(world.eve), *asked, since=place).is_silent()
    assert {data for _, data in Page(url, session_of(world.cy), *asked, since=place).hears()} == set(asked)


@pytest.mark.parametrize("place", ["nonsense", "99999999.99999999"])
def test_who_missed_too_much_fetches_everything_anew(world: World, url: str, place: str) -> None:
    assert Page(url, session_of(world.bo), "home", since=place).hears() == {("resync", "all")}


def test_so_many_missed_that_naming_them_is_pointless(
    world: World, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "MOST_MISSED", 2)
    assert Page(url, session_of(world.bo), "home", since="0.0").hears() >= {("resync", "all")}


def test_nobody_takes_all_the_streams(world: World, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub, "MOST_EACH", 2)
    session = session_of(world.bo)
    pages = [Page(url, session, "home") for _ in range(3)]
    assert [page.status for page in pages] == [200, 200, 503]
    monkeypatch.setattr(hub, "MOST", 2)
    assert httpx.get(url, headers={"Cookie": f"turnout_session={session_of(world.cy)}"}).headers[
        "Retry-After"
    ]


def test_a_silent_line_is_kept_alive(world: World, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "HEARTBEAT", 0.2)
    headers = {"Cookie": f"turnout_session={session_of(world.bo)}"}
    with httpx.stream("GET", url, params={"topic": "home"}, headers=headers, timeout=LONG) as answer:
        assert answer.headers["Cache-Control"] == "no-store"
        assert ": here" in (line for line in answer.iter_lines())


def test_stopping_lets_every_stream_go_at_once(world: World) -> None:
    with live_server() as address:
        pages = [Page(address, session_of(world.bo), "home") for _ in range(5)]
        began = time.monotonic()
    assert time.monotonic() - began < LONG / 2  # the server would have waited for them for LONG
    assert all(page.closed.wait(LONG) for page in pages)


def test_a_slow_reader_is_dropped_and_leaves_nothing_behind(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "PATIENCE", 0.2)
    scope: Any = {
        "type": "http",
        "method": "GET",
        "headers": [(b"cookie", f"turnout_session={session_of(world.bo)}".encode())],
        "query_string": b"topic=home",
    }

    async def takes_only_the_head(message: Any) -> None:
        if message["type"] != "http.response.start":
            await asyncio.Event().wait()

    async def never_goes() -> Any:
        await asyncio.Event().wait()

    async def listen() -> int:
        await asyncio.wait_for(app.live(scope, never_goes, takes_only_the_head), LONG)
        assert app._hub is not None
        left = len(app._hub.streams) + len(app._hub.by_topic) + len(app._hub.by_person)
        await app.shutdown()
        return left

    assert asyncio.run(listen()) == 0
