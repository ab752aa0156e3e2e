"""Webhooks that hear what happens: each is told by itself, and where there is none it costs nothing."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.clock import Clock
from tests.elsewhere import Elsewhere, elsewhere
from tests.questions import questions
from tests.world import World
from turnout.core.connect.actions.connections import create_connection, switch_connection
from turnout.core.connect.actions.health import test_connection as try_it
from turnout.core.connect.models import Connection
from turnout.core.jobs.engine import name_of
from turnout.core.jobs.models import Job
from turnout.incidents.models import Incident
from turnout.incidents.room.actions.talking import post_message
from turnout.integrations.webhook.reactions import send_event


@pytest.fixture(autouse=True)
def key_file(settings: Settings, tmp_path: Path) -> None:
    settings.SECRETS_KEY, settings.SECRETS_KEY_FILE = "", tmp_path / "secrets-key"


@pytest.fixture
def there() -> Iterator[Elsewhere]:
    with elsewhere() as machine:
        yield machine


@pytest.fixture
def incident(world: World, clock: Clock) -> Incident:
    made = world.raise_incident()
    clock.forward(minutes=1)
    return made


def connect(world: World, there: Elsewhere, label: str = "Wiki", *, events: bool = True) -> Connection:
    settings = {"url": there.url, "secret": "hush", "events": events}
    return create_connection("webhook", label, settings, by=world.gus)


def waiting() -> "list[str]":
    """Whom there is something to send to."""
    return [job.payload["to"] for job in Job.objects.filter(name=name_of(send_event)).order_by("pk")]


def told(there: Elsewhere) -> list[tuple[str, str]]:
    return [(headers["webhook-id"], json.loads(body)["type"]) for headers, body in there.heard]


def test_where_nobody_listens_an_event_leaves_no_job_and_asks_nothing(
    world: World, incident: Incident, there: Elsewhere
) -> None:
    connect(world, there, events=False)
    switch_connection(connect(world, there, "Off"), on=False, by=world.gus)
    post_message(incident, "It goes again.", by=world.bo)
    with questions() as asked:
        post_message(incident, "For good.", by=world.bo)
    assert waiting() == []
    assert not [each for each in asked if "connect_connection" in each]


def test_each_webhook_is_told_once_of_what_is_open_to_everyone(
    world: World, incident: Incident, there: Elsewhere, clock: Clock
) -> None:
    wiki, board = connect(world, there), connect(world, there, "Board")
    post_message(incident, "It goes again.", by=world.bo)
    assert set(waiting()) == {wiki.pk, board.pk}
    clock.forward(seconds=1)
    assert {type for _key, type in told(there)} == {"incident.message_posted"}
    assert len({key for key, _type in told(there)}) == len(there.heard) == 2


def test_of_what_is_private_nothing_is_sent(world: World, there: Elsewhere, clock: Clock) -> None:
    connect(world, there)
    post_message(world.raise_incident(private=True), "Between us.", by=world.ada)
    clock.forward(seconds=1)
    assert there.heard == [] and waiting() == []


def test_one_that_fails_is_tried_again_by_itself_with_the_same_key(
    world: World, incident: Incident, there: Elsewhere, clock: Clock
) -> None:
    with elsewhere() as away:
        away.status = 503
        connect(world, away, "Away")
        connect(world, there)
        post_message(incident, "It goes again.", by=world.bo)
        clock.forward(seconds=1)
        assert (len(there.heard), len(away.heard)) == (1, 1)
        away.status = 200
        clock.forward(minutes=1)
    assert len(there.heard) == 1
    assert told(away)[0] == told(away)[1] != told(there)[0]
    assert waiting() == []


def test_while_one_is_away_only_one_try_in_a_while_waits_for_it(
    world: World, incident: Incident, there: Elsewhere, clock: Clock
) -> None:
    connect(world, there)
    there.status = 503
    for number in range(5):
        post_message(incident, f"Try {number}.", by=world.bo)
    clock.forward(seconds=1)
    assert len(there.heard) == 1
    there.status = 200
    for _minute in range(3):
        clock.forward(minutes=1)
    assert waiting() == [] and len({key for key, _type in told(there)}) == 5


def test_it_rests_for_as_long_as_the_other_side_asks(
    world: World, incident: Incident, there: Elsewhere, clock: Clock
) -> None:
    connect(world, there)
    there.status, there.headers = 429, {"Retry-After": "3600"}
    post_message(incident, "It goes again.", by=world.bo)
    clock.forward(seconds=1)
    post_message(incident, "For good.", by=world.bo)
    clock.forward(minutes=50)
    assert len(there.heard) == 1


def test_one_that_fails_for_a_day_is_told_nothing_new_until_a_test_works(
    world: World, incident: Incident, there: Elsewhere, clock: Clock
) -> None:
    wiki = connect(world, there)
    there.status = 404
    post_message(incident, "It goes again.", by=world.bo)
    clock.forward(seconds=1)
    clock.forward(days=2)
    Job.objects.all().delete()
    post_message(incident, "For good.", by=world.bo)
    assert waiting() == []
    there.status = 200
    assert try_it(wiki, by=world.gus).worked
    post_message(incident, "Really.", by=world.bo)
    assert waiting() == [wiki.pk]
