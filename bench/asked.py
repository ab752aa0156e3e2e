"""What is measured: the main pages and verbs, as requests."""

import json
from dataclasses import dataclass, field
from typing import Any

from bench.words import COMMON, PLANTED

COOKIE_CSRF = "c" * 32
HEARING = "type=operations&severity=1&place=Lyon"
WRITTEN = "delivery+late+at+the+warehouse"
Request = dict[str, Any]


@dataclass(frozen=True)
class Measure:
    """One row of the table."""

    key: str
    name: str
    requests: list[Request] = field(repr=False)
    status: tuple[int, ...] = (200,)
    contains: str = ""
    writes: bool = False


def bare() -> Measure:
    return Measure("bare", "a bare Django view", [{"method": "GET", "path": "/"}])


def plain(guests: dict[str, Any]) -> list[Measure]:
    return [
        _page(guests, "plain", "a plain Django list of 25", "/", contains="INC-"),
        _page(guests, "plain-json", "the same in JSON", "/json", contains="severity__name"),
    ]


def plain_write(guests: dict[str, Any]) -> Measure:
    return _message(guests, "plain-write", "one row, written plainly", f"/{guests['incident']}/messages")


def measures(guests: dict[str, Any]) -> list[Measure]:
    """Reads first, so that what the writes leave behind changes no other measurement."""
    room = f"/incidents/{guests['number']}/"
    return [
        _page(guests, "home", "home", "/", contains="lanes-title"),
        _page(guests, "list", "list, 25 of what goes on", "/incidents/", contains="incident-row"),
        _page(guests, "all", "list, 25 of everything", "/incidents/?state=any", contains="incident-row"),
        _page(guests, "common", "list, a common word", f"/incidents/?q={COMMON}", contains="incident-row"),
        _page(guests, "rare", "list, a rare word", f"/incidents/?q={PLANTED}", contains="incident-row"),
        _page(guests, "incident", "incident page", room, contains="Delivery notes"),
        _page(guests, "part", "its timeline, fetched again", f"{room}parts/timeline/", contains="is-message"),
        Measure(
            "alike", "look-alikes while reporting",
            [_form(each, "/report/look-alikes/", f"words={WRITTEN}") for each in guests["sessions"]],
        ),
        Measure(
            "preview", "who will hear, of 10,000",
            [_form(each, "/report/who-hears/", HEARING) for each in guests["sessions"]],
            contains="Rule ",
        ),
        _api(guests, "json", "JSON list of 25", "/v2/incidents", contains='"incidents"'),
        _message(guests, "message", "post a message", f"{room}messages/"),
        Measure("create", "create by API", [_create(guests)], contains='"reference"', writes=True),
    ]  # fmt: skip


def _page(guests: dict[str, Any], key: str, name: str, path: str, *, contains: str = "") -> Measure:
    requests = [
        {"method": "GET", "path": path, "headers": {"Cookie": f"turnout_session={session}"}}
        for session in guests["sessions"]
    ]
    return Measure(key, name, requests, contains=contains)


def _message(guests: dict[str, Any], key: str, name: str, path: str) -> Measure:
    requests = [_form(each, path, "body=Till+{n}+is+fine+again.") for each in guests["sessions"]]
    return Measure(key, name, requests, status=(204,), writes=True)


def _api(guests: dict[str, Any], key: str, name: str, path: str, *, contains: str) -> Measure:
    headers = {"Authorization": f"Bearer {guests['token']}"}
    return Measure(key, name, [{"method": "GET", "path": path, "headers": headers}], contains=contains)


def _form(session: str, path: str, body: str) -> Request:
    headers = {
        "Cookie": f"turnout_session={session}; csrftoken={COOKIE_CSRF}",
        "X-CSRFToken": COOKIE_CSRF,
        "X-Quick": "yes",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    return {"method": "POST", "path": path, "headers": headers, "body": body}


def _create(guests: dict[str, Any]) -> Request:
    body = {"idempotency_key": "{n}", "name": "Freezer warm in Leeds {n}", "visibility": "public"}
    headers = {"Authorization": f"Bearer {guests['token']}", "Content-Type": "application/json"}
    return {"method": "POST", "path": "/v2/incidents", "headers": headers, "body": json.dumps(body)}
