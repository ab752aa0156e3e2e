"""What another site, or somebody on the line, could make a browser do."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from tests.architecture.source import ROOT
from tests.chaos.addresses import fill, routes
from tests.world import PASSWORD, World, browser_as
from turnout.core.events.models import RecordedEvent
from turnout.core.people.models import Session
from turnout.incidents.lists.events import IncidentsExported

pytestmark = pytest.mark.once

HERE = {"number": "1", "id": "x", "key": "lead", "person": "x", "entry": "1"}
UNSAFE = ("POST", "PUT", "PATCH", "DELETE")
ELSEWHERE = [
    "//evil.example", "https:evil.example", "https:///evil.example", "http:\\\\evil.example",
    "/\\evil.example", "\\\\evil.example",
    "///evil.example", "/\t/evil.example", "\t//evil.example", "/\n/evil.example", " //evil.example",
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1)", "data:text/html,x", "https://evil.example@testserver/",
    "//testserver@evil.example/", "evil.example",
    "/\x00/evil.example", "%2f%2fevil.example", "https://testserver.evil.example/", "ftp://testserver/",
    "//evil%E3%80%82example",
]  # fmt: skip


def asked(method: str) -> Iterator[str]:
    """Every address that answers to this method, as it says itself."""
    for route in routes():
        allowed = Client().generic("BREW", fill(route, HERE)).headers.get("Allow", "")
        if method in allowed.split(", "):
            yield fill(route, HERE)


def test_without_the_pages_token_nothing_is_changed(world: World) -> None:
    world.raise_incident()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.gus)
    forms = [path for path in asked("POST") if not path.startswith("/v")]
    assert len(forms) > 40
    for path in forms:
        for forged in ({}, {"csrfmiddlewaretoken": "x" * 32}):
            assert strict.post(path, forged).status_code == 403, path
    for path in asked("GET"):
        for method in UNSAFE:
            assert strict.generic(method, path).status_code in (401, 403, 404, 405), (method, path)


def test_another_sites_form_is_refused_even_with_a_token(world: World) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.gus)
    token = strict.get("/profile/").context["csrf_token"]
    form = {"csrfmiddlewaretoken": str(token), "name": "X", "timezone": "UTC"}
    for origin in ("https://evil.example", "null", "http://testserver.evil.example", "http://testserver:81"):
        assert strict.post("/profile/", form, headers={"Origin": origin}).status_code == 403
    assert strict.post("/profile/", form, headers={"Origin": "http://testserver"}).status_code == 302


def test_asking_changes_nothing(world: World) -> None:
    """No GET does what a form should: after walking all of them everything is as it was."""
    world.raise_incident()
    browser = browser_as(world.gus)
    lasting = RecordedEvent.objects.exclude(verb=IncidentsExported.verb)  # taking a file changes nothing
    before = lasting.count()
    for path in asked("GET"):
        browser.get(path)
    assert lasting.count() == before


@pytest.mark.parametrize("person", ["nobody", "eve", "gus"])
def test_every_answer_forbids_frames_sniffing_and_code_of_others(world: World, person: str) -> None:
    world.raise_incident()
    browser = browser_as(getattr(world, person, None))
    paths = [fill(route, HERE) for route in routes()]
    for path in [*paths, "/no/such/page", "/sign-in/?next=//x"]:
        for method in ("GET", "POST", "BREW"):
            answer = browser.generic(method, path)
            assert answer["X-Content-Type-Options"] == "nosniff", path
            if path.startswith(
                ("/health/", "/metrics")
            ):  # for machines, answered before anything else is asked
                assert not answer.content or answer["Content-Type"].startswith("text/plain")
                continue
            policy = answer.headers.get("Content-Security-Policy", "")
            assert "frame-ancestors 'none'" in policy and "default-src 'none'" in policy, (method, path)
            assert "unsafe" not in policy and "http" not in policy and "*" not in policy, path
            assert answer["X-Frame-Options"] == "DENY", path
            assert answer["Referrer-Policy"] == "same-origin", path
            assert answer["Cross-Origin-Opener-Policy"] == "same-origin", path


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_no_sign_in_leads_to_another_site(world: World, elsewhere: str) -> None:
    for way in ("form", "query"):
        browser = Client()
        form = {"email": "ada@example.org", "password": PASSWORD}
        where = "/sign-in/" if way == "form" else f"/sign-in/?{urlencode({'next': elsewhere})}"
        answer = browser.post(where, form | ({"next": elsewhere} if way == "form" else {}))
        assert answer.status_code == 302
        assert is_ours(answer["Location"]), answer["Location"]


def is_ours(location: str) -> bool:
    """How a browser reads it: it drops tabs and line ends, and takes a backslash for a slash."""
    read = "".join(each for each in location.strip() if each not in "\t\r\n").replace("\\", "/")
    return read.startswith("/") and not read.startswith("//")


@pytest.mark.parametrize(
    "path", ["//evil.example/", "//evil.example/people", "/\\evil.example/", "//evil.example//../people/"]
)
def test_an_address_with_too_many_slashes_leads_nowhere_else(world: World, path: str) -> None:
    for browser in (Client(), browser_as(world.ada)):
        answer = browser.generic("GET", path)
        assert is_ours(answer.headers.get("Location", "/")), answer.headers.get("Location")


def test_a_planted_session_is_worth_nothing_after_signing_in(world: World) -> None:
    browser = Client()
    for planted in ("a" * 32, "b" * 200):
        browser.cookies["turnout_session"] = planted
        browser.post("/sign-in/", {"email": "ada@example.org", "password": PASSWORD})
        assert browser.cookies["turnout_session"].value != planted
        assert not Session.objects.filter(pk=planted[:40]).exists()


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(world: World, settings: Any) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    browser = Client()
    browser.get("/sign-in/")
    browser.post("/sign-in/", {"email": "ada@example.org", "password": PASSWORD})
    assert {"turnout_session", "csrftoken"} <= set(browser.cookies)
    for cookie in browser.cookies.values():
        assert (
            cookie["secure"] and cookie["httponly"] and cookie["samesite"] == "Lax" and not cookie["domain"]
        )


@pytest.mark.parametrize(
    ("address", "secure"), [("https://turnout.example", True), ("http://turnout.example", False)]
)
def test_an_https_install_keeps_everything_to_https(address: str, secure: bool, tmp_path: Any) -> None:
    code = (
        "import json; from turnout.config import settings as s; print(json.dumps([s.SESSION_COOKIE_SECURE,"
        " s.CSRF_COOKIE_SECURE, bool(s.SECURE_HSTS_SECONDS), s.ALLOWED_HOSTS, s.DEBUG]))"
    )
    environment = {**os.environ, "TURNOUT_URL": address, "TURNOUT_DATA": str(tmp_path), "DATABASE_URL": ""}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, check=True
    )
    assert json.loads(done.stdout) == [secure, secure, secure, ["turnout.example"], False]


def test_links_in_invitations_come_from_the_settings_not_from_the_request(
    world: World, settings: Any
) -> None:
    settings.PUBLIC_URL = "https://turnout.example"
    poison = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "javascript"}
    page = browser_as(world.gus).post(
        "/people/invitations/", {"email": "hana@example.org", "role": "viewer"}, headers=poison
    )
    assert b"https://turnout.example/invitation/" in page.content and b"evil" not in page.content


def test_only_our_own_name_is_answered_to(world: World, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["turnout.example"]
    for host in ("evil.example", "turnout.example.evil.example", "turnout.example:80@evil.example", ""):
        assert Client().get("/sign-in/", headers={"Host": host}).status_code == 400
    assert Client().get("/sign-in/", headers={"Host": "turnout.example"}).status_code == 200
