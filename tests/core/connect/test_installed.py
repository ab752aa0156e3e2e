"""An integration is a folder: what is in it is found, and nothing else has to be touched."""

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import AppConfig, apps
from pytest_django import Settings

from tests.world import World
from turnout.config.reference_connections import connections
from turnout.core.blueprints.sections import section_of
from turnout.core.connect.actions.connections import create_connection
from turnout.core.connect.actions.health import using
from turnout.core.connect.capabilities import CAPABILITIES
from turnout.core.connect.capabilities.source import Alert, Received, sources
from turnout.core.connect.capabilities.tracker import Ticket, trackers
from turnout.core.connect.installed import Integration, integrations
from turnout.core.lib.failures import PermanentFailure
from turnout.core.values import TYPED, Faulty, Group


@pytest.fixture
def stone(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Integration]:
    settings.SECRETS_KEY, settings.SECRETS_KEY_FILE = "", tmp_path / "secrets-key"
    there = [*apps.get_app_configs(), AppConfig.create("tests.core.connect.toy")]
    monkeypatch.setattr(apps, "get_app_configs", lambda: there)
    integrations.cache_clear()
    for capability in ("source", "tracker"):
        import_module(f"tests.core.connect.toy.{capability}")  # as `discover` does at the start
    yield integrations()["stone"]
    integrations.cache_clear()


def test_the_folder_says_what_it_can(stone: Integration) -> None:
    assert stone.can == ("source", "tracker") and not stone.has_urls
    assert "What is carved stays." in connections("")


def test_its_form_and_its_section_of_a_file_are_drawn_from_its_manifest(stone: Integration) -> None:
    with pytest.raises(Faulty) as wrong:
        Group(parts=stone.manifest.parts).read({"quarry": "x" * 50, "chisel": ""}, TYPED)
    assert {each.path for each in wrong.value.faults} == {"quarry", "chisel"}
    assert list(section_of(stone.manifest).fields) == ["quarry", "chisel", "in_use"]


def test_it_is_given_an_account_and_gives_back_plain_things(world: World, stone: Integration) -> None:
    connection = create_connection("stone", "Hillside", {"quarry": "North", "chisel": "sharp"}, by=world.gus)
    tracker = trackers.get("stone")
    assert tracker is not None
    with using(connection) as account:
        first = tracker.file(account, "slab", Ticket("Close the tap"), key="task-1")
        assert tracker.file(account, "slab", Ticket("Close the tap"), key="task-1") == first
        assert tracker.projects(account)[0].name == "North"
    connection.refresh_from_db()
    assert connection.worked_at is not None


def test_what_it_reports_is_read_once_it_is_known_to_come_from_there(
    world: World, stone: Integration
) -> None:
    connection = create_connection("stone", "Hillside", {"quarry": "North", "chisel": "sharp"}, by=world.gus)
    source = sources.get("stone")
    assert source is not None
    said = json.dumps([{"at": "north face", "what": "A slab is loose", "over": False}]).encode()
    with using(connection) as account:
        assert not source.is_genuine(account, Received({"x-chisel": "blunt"}, said))
        assert source.is_genuine(account, Received({"x-chisel": "sharp"}, said))
        assert source.read(account, Received({}, said)) == [Alert("north face", "A slab is loose", False)]
        with pytest.raises(PermanentFailure, match="nobody understood"):
            source.read(account, Received({}, b"..."))


@pytest.mark.once
def test_every_capability_has_a_protocol_of_its_own() -> None:
    for name in set(CAPABILITIES) - {"channel", "incoming"}:  # these have theirs where they are used
        import_module(f"turnout.core.connect.capabilities.{name}")
