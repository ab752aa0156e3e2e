"""How much one person may write in a short time, and what they are told."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from tests.api.conftest import script_of  # noqa: F401, a fixture
from tests.clock import Clock
from turnout.core.people.models import RateWindow
from turnout.incidents.models import Incident, Message

NEW = {"idempotency_key": "k", "visibility": "public", "name": "Till is dead"}


@pytest.fixture(autouse=True)
def narrow(settings: Settings, clock: Clock) -> None:
    settings.WRITES_PER_MINUTE = 4


def test_who_writes_too_much_waits_a_minute_and_loses_nothing(world, browser_as, clock):
    incident, bo = world.raise_incident(), browser_as(world.bo)
    where = f"/incidents/{incident.number}/messages/"
    for number in range(4):
        assert bo.post(where, {"body": f"Word {number}"}).status_code == 302
    refused = bo.post(where, {"body": "The fifth word is kept for you"})
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 60
    assert "The fifth word is kept for you</textarea>" in refused.content.decode()
    assert browser_as(world.cy).post(where, {"body": "Others go on"}).status_code == 302
    assert Message.objects.count() == 5
    clock.forward(minutes=1)
    assert bo.post(where, {"body": "The fifth word is kept for you"}).status_code == 302


def test_a_page_that_stays_is_answered_in_a_sentence(world, browser_as):
    incident, bo = world.raise_incident(), browser_as(world.bo)
    where, quick = f"/incidents/{incident.number}/messages/", {"X-Quick": "yes"}
    answers = [bo.post(where, {"body": str(each)}, headers=quick) for each in range(5)]
    assert [each.status_code for each in answers] == [204] * 4 + [429]
    assert "Nothing is lost, but this wasn't sent" in answers[4].content.decode()


def test_reports_have_a_limit_of_their_own(world, browser_as):
    bo = browser_as(world.bo)
    answers = [bo.post("/report/", {"words": f"Number {each} is down"}).status_code for each in range(2)]
    assert answers == [302, 429]
    assert Incident.objects.count() == 1
    assert bo.post("/report/look-alikes/", {"words": "Number"}).status_code == 200  # nothing is written


def test_a_script_is_told_when_to_go_on(world, script_of):  # noqa: F811
    script = script_of(world.ada)
    script.post("/v2/incidents", NEW)
    answer = script.client.post("/v2/incidents", NEW | {"idempotency_key": "l"}, "application/json")
    assert (answer.status_code, answer.json()["type"]) == (429, "too_many_requests")
    assert answer.json()["errors"][0]["message"]
    assert 0 < int(answer["Retry-After"]) <= 600
    assert answer.json()["rate_limit"]["limit"] == 1
    assert (answer["X-RateLimit-Limit"], answer["X-RateLimit-Remaining"]) == ("1", "0")
    assert int(answer["X-RateLimit-Reset"]) > 1_700_000_000


def test_what_calls_nobody_counts_as_writing_alone(world, script_of):  # noqa: F811
    script = script_of(world.ada)
    script.post("/v2/incidents", NEW)
    script.post("/v2/incidents", NEW)  # the same again
    for key, mode in (("a", "retrospective"), ("b", "test")):
        script.post("/v2/incidents", NEW | {"idempotency_key": key, "mode": mode})
    answer = script.client.post("/v2/incidents", NEW, "application/json")
    assert (answer.status_code, answer["X-RateLimit-Remaining"]) == (200, "0")
    for _each in range(3):
        script.post("/v9/nothing", {}, status=404)  # what isn't there isn't written
    script.post("/v2/incidents", NEW, status=429)


def test_a_script_and_its_person_count_as_one(world, script_of, browser_as):  # noqa: F811
    assert browser_as(world.ada).post("/report/", {"words": "It is down"}).status_code == 302
    script_of(world.ada).post("/v2/incidents", NEW, status=429)


def test_looking_counts_nothing_and_writing_costs_one_query(world, browser_as):
    incident, bo = world.raise_incident(), browser_as(world.bo)
    bo.get(f"/incidents/{incident.number}/")
    bo.post(f"/incidents/{incident.number}/presence/")
    assert not RateWindow.objects.exists()
    with CaptureQueriesContext(connection) as asked:
        bo.post(f"/incidents/{incident.number}/messages/", {"body": "Here"})
    assert len([each for each in asked if "people_ratewindow" in each["sql"]]) == 1


def test_an_install_may_do_without_the_limit(world, browser_as, settings):
    settings.WRITES_PER_MINUTE = 0
    incident, bo = world.raise_incident(), browser_as(world.bo)
    answers = {
        bo.post(f"/incidents/{incident.number}/messages/", {"body": str(each)}).status_code
        for each in range(9)
    }
    assert answers == {302}


def test_verbs_know_no_limit(world):
    assert [world.raise_incident() for _ in range(9)]
    assert not RateWindow.objects.exists()


def test_only_who_may_come_in_is_counted(world, browser_as):
    browser_as(world.eve).post("/teams/", {"name": "Mine"})
    Client().post("/report/", {"words": "Down"})
    assert not RateWindow.objects.exists()
