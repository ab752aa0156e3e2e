"""No word of what somebody may not see is in any door; the finder finds it where the guard is taken out."""

import re
from dataclasses import replace

import pytest

from tests.attacks.leaks import CAST, EVERYWHERE, find_leaks, make_secrets, text_of
from tests.keeping import change_label, second_keeper
from tests.world import World, browser_as
from turnout.core.events.subjects import everyone, subjects
from turnout.core.people.rates import Limit
from turnout.incidents.access.actions.roles import assign_role
from turnout.incidents.incident.models.incident import IncidentQuerySet
from turnout.incidents.models import Incident, Role
from turnout.incidents.room.actions.tasks import add_task


@pytest.fixture
def secrets(world, monkeypatch):
    monkeypatch.setattr(Limit, "take", lambda *_who: None)  # so many requests are nobody's ordinary minute
    return make_secrets(world)


ELSEWHERE = [name for name in (*CAST, "nobody") if name != "gus"]


@pytest.mark.parametrize(
    "person", ["gus", *(pytest.param(name, marks=pytest.mark.once) for name in ELSEWHERE)]
)
def test_nobody_outside_meets_a_word_of_it_in_any_door(world, secrets, person):
    found = find_leaks(world, secrets, cast=(person,))
    assert not found, "\n".join(map(str, sorted(found)))


def test_those_inside_do_read_it(world, secrets):
    for secret in secrets:
        for name in secret.inside:
            page = browser_as(getattr(world, name)).get(f"/incidents/{secret.incident.number}/")
            assert secret.canary in page.content.decode(), (secret.canary, name)


def test_what_may_not_be_seen_is_not_there_at_all(world, secrets):
    """Not a word more than of a number nobody has: no "you can't see this"."""
    for secret in secrets:
        for name in set(CAST) - set(secret.inside):
            browser = browser_as(getattr(world, name))
            for rest in ("", "parts/now/", "review/", "files/" + secret.ids["files"] + "/"):
                there, nowhere = (
                    browser.get(f"/incidents/{number}/{rest}") for number in (secret.incident.number, 987654)
                )
                assert (there.status_code, shape(there)) == (nowhere.status_code, shape(nowhere))


VARIES = re.compile(
    r"[0-9A-Za-z_-]{26,}|nonce-\S+|\d{4}-\d\d-\d\dT[^\"<]+|data-place=\"[^\"]*\"|X-Request-Id: \S+"
)


def shape(answer):
    return VARIES.sub("", re.sub(r"/incidents/\d+/", "", answer.content.decode()))


def taken_out(monkeypatch):
    """As if nobody had thought of it: every incident is seen by everyone."""
    monkeypatch.setattr(IncidentQuerySet, "visible_to", lambda incidents, _person: incidents)
    monkeypatch.setattr(Incident, "seen_by", lambda _incident, people, **_how: {each.pk for each in people})
    unguarded = replace(
        subjects["incident"],
        may_see=everyone,
        may_be_sent=everyone,
        who_sees=lambda _id, people: {person.pk for person in people},
    )
    monkeypatch.setitem(subjects, "incident", unguarded)


@pytest.mark.once
def test_the_finder_finds_leaks_where_the_guard_is_taken_out(world: World, secrets, monkeypatch):
    taken_out(monkeypatch)
    found = find_leaks(world, secrets, cast=("ada",), reached=secrets[:1])
    assert {leak.canary for leak in found} == {secret.canary for secret in secrets}
    doors = {re.sub(r"[0-9A-Z]{26}|\d+", "<>", leak.door.partition("?")[0]) for leak in found}
    assert doors >= {
        "/", "/incidents/", "/incidents/found/", "/search/", "/incidents/export.csv", "/incidents/<>/",
        "/incidents/<>/parts/timeline/", "/incidents/<>/review/", "/incidents/<>/files/<>/",
        "/notifications/", "/notifications/<id>/", "/work/", "GET /v<>/incidents", "/v<>/incidents/<>",
        "GET /v<>/actions", "live", "webhook",
    }  # fmt: skip


def test_no_count_and_no_page_changes_for_those_outside(world, monkeypatch, settle, clock):
    """Whatever is counted, is counted of what the reader may see."""
    monkeypatch.setattr(Limit, "take", lambda *_who: None)
    world.raise_incident("A quiet and open matter", by=world.dee)
    second_keeper()  # is among the people from the start
    settle()
    before = {name: seen_from_outside(getattr(world, name)) for name in ("eve", "bo", "gus")}
    for _each in range(3):
        secret = world.raise_incident("Another quiet matter", private=True, by=world.cy)
        change_label(secret, "sealed", by=world.cy)
        assign_role(secret, Role.objects.get(key="lead"), world.cy, by=world.cy)
        add_task(secret, "Ask around", owner=world.cy, by=world.cy)
    settle()
    for name, pages in before.items():
        after = seen_from_outside(getattr(world, name))
        assert [path for path in pages if pages[path] != after[path]] == []


def seen_from_outside(person):
    browser, kinds = (
        browser_as(person),
        ("/", "/work/", "/people/", "/teams/", "/settings/", "/notifications/"),
    )
    paths = [path for path in EVERYWHERE if not path.startswith("/v")] + [*kinds, f"/people/{person.pk}/"]
    return {path: VARIES.sub("", text_of(browser.get(path))) for path in paths}
