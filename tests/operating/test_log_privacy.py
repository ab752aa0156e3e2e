"""Whatever people write, wherever they write it, however it goes wrong: no word of it is in a log line."""

import asyncio
import io
import json
import logging
import sys
import threading
from collections.abc import Callable, Iterator

import pytest
import structlog
from django.test import Client

from tests.operating.crawl import addresses, go_through
from tests.operating.failing_urls import ERRORS
from turnout.core.jobs import engine
from turnout.core.jobs.models import Job
from turnout.core.lib import log
from turnout.core.notify.channels import Reached, channels
from turnout.core.notify.models import Delivery
from turnout.core.people.actions.tokens import create_api_token
from turnout.core.people.models import ADDRESS
from turnout.core.values import Text

WORDS = "zebrafish"  # a single word, so that no encoding changes it
pytestmark = pytest.mark.django_db
Heard = Callable[[], list[str]]


@pytest.fixture(params=["json", "console"])
def heard(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Heard]:
    """Everything that was said since, line by line, with no word of theirs in it."""
    root, hook = logging.getLogger(), threading.excepthook
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(logging, "raiseExceptions", True)
    form: str = request.param
    log.configure(form)

    def lines() -> list[str]:
        said = stream.getvalue()
        stream.seek(0)
        stream.truncate()
        assert WORDS not in said.lower()
        found: list[str] = said.splitlines()
        assert form == "console" or all(json.loads(line) for line in found)
        return found

    yield lines
    structlog.reset_defaults()
    threading.excepthook = hook
    root.handlers[:] = handlers
    root.setLevel(level)


def browser(person) -> Client:
    made = Client(raise_request_exception=False, headers={"user-agent": WORDS, "referer": f"/{WORDS}"})
    made.force_login(person)
    return made


def all_of_a_request(lines: list[str]) -> bool:
    return bool(lines) and all("request_id" in line for line in lines)


@pytest.mark.slow
@pytest.mark.parametrize("heard", ["json"], indirect=True)
def test_every_form_of_every_page(world, settle, heard):
    incident = world.raise_incident(name="Riders can't log in")
    settle()
    starts = (
        "/",
        f"/incidents/{incident.number}/",
        "/report/",
        "/search/",
        "/settings/",
        "/settings/organization/",
        "/system/",
        "/profile/",
    )
    sent = go_through(browser(world.finn), WORDS, starts=starts)
    assert len(sent) >= 25, sorted(sent)
    assert all_of_a_request(heard())
    engine.run_until_idle()
    heard()


@pytest.mark.slow
@pytest.mark.parametrize("heard", ["json"], indirect=True)
def test_every_address_there_is(world, heard):
    incident = world.raise_incident(name="Riders can't log in")
    fields = "text name summary q body title message reason email password comment url note".split()
    owner = browser(world.finn)
    known = {"number": str(incident.number), "id": incident.id, "entry": "1", "key": "lead"}
    made_up = {"number": "1", "entry": "1", "id": WORDS, "key": WORDS, "person": WORDS}
    for values in (known, made_up):
        for path in addresses(values):
            owner.get(path, {"q": WORDS, "topic": WORDS})
            owner.post(path, dict.fromkeys(fields, WORDS))
    owner.get(f"/{WORDS}/{WORDS}")
    owner.generic("POST", "/report/", WORDS, content_type="application/json")
    assert all_of_a_request(heard())


@pytest.mark.parametrize("how", [*ERRORS, "database"])
def test_an_error_that_quotes_them(world, settings, heard, how):
    settings.ROOT_URLCONF = "tests.operating.failing_urls"
    settings.DEBUG = False
    browser(world.bo).post(f"/fail/{how}/", {"words": WORDS})
    lines = heard()
    assert all_of_a_request(lines)
    assert any("turnout.request" in line or "request" in line for line in lines)


def test_a_wrong_host_a_forged_form_and_a_made_up_request_id(world, settings, heard):
    settings.ALLOWED_HOSTS = ["testserver"]
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    strict.get("/", headers={"host": f"{WORDS}.example.org"})
    strict.post(f"/incidents/1/{WORDS}/", {"name": WORDS})
    strict.post("/sign-in/", {"email": f"{WORDS}@example.org", "password": WORDS})
    answer = strict.get("/sign-in/", headers={"x-request-id": f"{WORDS} was here"})
    assert WORDS not in answer["X-Request-Id"]
    assert (
        strict.get("/sign-in/", headers={"x-request-id": "4bf92f35-77b3"})["X-Request-Id"] == "4bf92f35-77b3"
    )
    assert all_of_a_request(heard())


def test_the_api(world, heard):
    _, key = create_api_token("script", by=world.bo)
    script = Client(raise_request_exception=False, headers={"authorization": f"Bearer {key}"})
    for body in (
        {"name": WORDS},
        {"name": WORDS, "severity_id": WORDS, "idempotency_key": WORDS},
        [WORDS],
        WORDS,
    ):
        script.post("/v2/incidents", body, content_type="application/json")
    script.post("/v2/incidents", f'{{"name": "{WORDS}', content_type="application/json")
    script.get("/v2/incidents", {"page_size": WORDS, "after": WORDS})
    script.get(f"/v2/incidents/{WORDS}")
    Client(headers={"authorization": f"Bearer {WORDS}"}).get("/v2/incidents")
    assert all_of_a_request(heard())


def test_work_that_fails_with_them(world, heard):
    def fail(payload):
        raise ValueError(payload["words"])

    engine.handlers["tests.failing"] = fail
    try:
        Job.objects.create(name="tests.failing", payload={"words": WORDS})
        engine.run_jobs()
    finally:
        del engine.handlers["tests.failing"]
    assert any("job failed" in line for line in heard())
    assert WORDS not in Job.objects.get(name="tests.failing").last_error


class Surprising:
    """A channel that fails in a way nobody foresaw."""

    key = label = way = "surprising"
    is_usual = True
    reaches = Reached(ADDRESS, "Address", Text(most=100))

    def erase(self, told):
        pass

    def send_code(self, person, to, code):
        raise RuntimeError(f"can't carry {code}: {WORDS}")

    def send(self, message):
        raise RuntimeError(f"can't carry {message.title}: {WORDS}")


def test_a_message_that_cannot_be_carried(world, settle, heard):
    channels["surprising"] = Surprising()
    try:
        world.raise_incident(name=WORDS, by=world.ada)
        settle()
        Delivery.objects.update(channel="surprising", state="due")
        engine.run_until_idle()
    finally:
        del channels["surprising"]
    heard()
    assert not [each.error for each in Delivery.objects.all() if WORDS in each.error]


def test_libraries_threads_and_the_event_loop(heard):
    logging.getLogger("some.library").warning("can't read %s", WORDS)
    nothing: dict[str, str] = {}
    thread = threading.Thread(target=lambda: nothing[WORDS])
    thread.start()
    thread.join()

    async def forget_a_task() -> None:
        task = asyncio.ensure_future(fail())
        await asyncio.sleep(0)
        del task

    async def fail() -> None:
        raise ValueError(WORDS)

    asyncio.run(forget_a_task())
    said = "\n".join(heard())
    assert "a thread died" in said
    assert "can't read" in said
