"""Sending to a person, an address, a webhook."""

import json
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.elsewhere import elsewhere
from tests.integrations.test_email import Letters, letters  # noqa: F401, a fixture
from tests.world import World
from turnout.core.connect.actions.connections import create_connection, disconnect
from turnout.core.connect.capabilities.destination import Destination, Parcel
from turnout.core.connect.destinations import read_destination, send, shown
from turnout.core.lib.failures import PermanentFailure
from turnout.core.people.models import ADDRESS, ContactMethod
from turnout.core.values import Faulty

NEWS = Parcel(
    "news.1",
    "Lift stuck in Leeds",
    "It **moves** again",
    ("Minor", "Closed"),
    "https://t.example/incidents/1/",
)


@pytest.fixture(autouse=True)
def key_file(settings: Settings, tmp_path: Path) -> None:
    settings.SECRETS_KEY, settings.SECRETS_KEY_FILE = "", tmp_path / "secrets-key"


def test_what_somebody_says_is_read_by_its_type(world: World) -> None:
    there = read_destination("address", {"address": "Desk@Example.org"})
    assert (
        there == Destination.of("address", address="desk@example.org") and shown(there) == "desk@example.org"
    )
    assert shown(read_destination("person", {"person": world.bo.email})) == world.bo.name
    for type, given in (("address", {"address": "nobody"}), ("address", {}), ("pigeon", {})):
        with pytest.raises(Faulty):
            read_destination(type, given)


def test_a_person_is_sent_to_wherever_they_are_reached(world: World, letters: Letters) -> None:  # noqa: F811
    ContactMethod.objects.create(
        person=world.bo, kind=ADDRESS, value="bo@home.example", verified_at=world.bo.created_at
    )
    ContactMethod.objects.create(person=world.bo, kind=ADDRESS, value="unproven@home.example")
    for _try in range(2):
        send(Destination.of("person", person=world.bo.email), NEWS)
    assert {each["To"] for each in letters.came} == {world.bo.email, "bo@home.example"}
    assert len(letters.came) == 4 and len({each["Message-ID"] for each in letters.came}) == 2
    assert "It moves again" in letters.came[0].get_content()


def test_nobody_is_reached_who_turned_everything_off(world: World) -> None:
    ContactMethod.objects.update(is_used=False)
    with pytest.raises(PermanentFailure, match="no way to reach"):
        send(Destination.of("person", person=world.bo.email), NEWS)


def test_a_webhook_is_sent_a_notice_until_it_is_disconnected(world: World) -> None:
    with elsewhere() as machine:
        wiki = create_connection("webhook", "Wiki", {"url": machine.url, "secret": "hush"}, by=world.gus)
        there = read_destination("webhook", {"connection": wiki.pk})
        assert shown(there) == "Wiki"
        send(there, NEWS)
        [(headers, body)] = machine.heard
        assert headers["webhook-id"] == "news.1"
        assert json.loads(body)["data"]["title"] == "Lift stuck in Leeds"
        disconnect(wiki, by=world.gus)
        with pytest.raises(PermanentFailure, match="nowhere any more"):
            send(there, NEWS)
        assert shown(there) == "" and len(machine.heard) == 1
