"""A private incident is not there for Eve: not in any page, part, list, search, file or notification."""

import pytest

from turnout.core.notify.models import Notification
from turnout.incidents.room.actions.talking import post_message, post_update
from turnout.incidents.room.actions.tasks import add_task
from turnout.web.incidents.urls import room as pages

CANARY = "zebrafish"


@pytest.fixture
def private(world):
    incident = world.raise_incident(f"The {CANARY} matter", private=True, by=world.cy)
    post_message(incident, f"{CANARY} @Eve Novak @Finn Gallagher", by=world.cy)
    post_update(incident, f"{CANARY} update", by=world.cy)
    add_task(incident, f"{CANARY} task", by=world.cy)
    return incident


def rest_of(page):
    path = str(page.pattern)
    return path.replace("<slug:key>", "lead").replace("<str:id>", "x").replace("<int:entry>", "1")


@pytest.mark.parametrize("person", ["eve", "bo", "gus"])
def test_every_page_of_it_is_not_there(world, browser_as, private, person):
    browser = browser_as(getattr(world, person))
    for path in (f"/incidents/{private.number}/{rest_of(page)}" for page in pages):
        for ask in (browser.get, browser.post):
            answer = ask(path)
            assert answer.status_code in (403, 404, 405), path
            assert CANARY not in answer.content.decode(), path


OTHERS = [
    "/", "/incidents/", f"/incidents/?q={CANARY}", "/incidents/?show=all", "/work/", f"/search/?q={CANARY}",
    "/notifications/", "/incidents/export.csv?show=all", f"/incidents/found/?q={CANARY}",
    f"/report/look-alikes/?words={CANARY}+matter", "/system/",
]  # fmt: skip


@pytest.mark.parametrize("person", ["eve", "bo", "gus"])
def test_no_other_page_tells_of_it(world, browser_as, private, settle, person):
    settle()
    browser = browser_as(getattr(world, person))
    for path in OTHERS:
        answer = browser.get(path, follow=True)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert CANARY not in without_what_was_asked(body.decode()), path


def without_what_was_asked(text):
    for echo in (f'value="{CANARY}', f"q={CANARY}", f"“{CANARY}”", f"“<bdi>{CANARY}</bdi>”"):
        text = text.replace(echo, "")
    return text


def test_it_is_there_for_those_inside(world, browser_as, private):
    for person in (world.cy, world.finn):
        assert CANARY in browser_as(person).get(f"/incidents/{private.number}/").content.decode()


def test_a_mention_doesnt_tell_somebody_outside(world, private, settle):
    settle()
    assert not Notification.objects.filter(person=world.eve).exists()
    assert Notification.objects.filter(person=world.finn, kind="incident.mention").exists()


def test_somebody_let_in_sees_it_until_they_are_let_out(world, browser_as, private):
    cy, bo = browser_as(world.cy), browser_as(world.bo)
    where = f"/incidents/{private.number}/"
    cy.post(where + "access/", {"person": "Bo Lindqvist"})
    assert bo.get(where).status_code == 200
    cy.post(where + "access/", {"revoke": world.bo.pk})
    assert bo.get(where).status_code == 404
