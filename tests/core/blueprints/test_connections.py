"""Connections in files of settings."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.world import World
from turnout.core.blueprints.actions import apply_blueprint
from turnout.core.blueprints.documents import Blueprint, read_blueprint
from turnout.core.blueprints.exporting import export
from turnout.core.connect.accounts import account_of
from turnout.core.connect.actions.connections import create_connection
from turnout.core.connect.models import Connection


@pytest.fixture(autouse=True)
def key_file(settings: Settings, tmp_path: Path) -> None:
    settings.SECRETS_KEY, settings.SECRETS_KEY_FILE = "", tmp_path / "secrets-key"


@pytest.fixture
def wiki(world: World) -> Connection:
    return create_connection(
        "webhook", "Wiki", {"url": "https://wiki.example", "secret": "hush-hush"}, by=world.gus
    )


def read(text: str) -> Blueprint:
    return read_blueprint([("settings.yaml", text)])


def test_a_file_has_everything_but_the_secret_and_says_so(world: World, wiki: Connection) -> None:
    text = export(["webhook_connections"])
    assert "https://wiki.example" in text and "kept_apart" in text and "hush-hush" not in text
    assert not apply_blueprint(read(text), by=world.gus).changes  # it says what there is


def test_what_a_file_changes_leaves_the_secret(world: World, wiki: Connection) -> None:
    text = export(["webhook_connections"]).replace("https://wiki.example", "https://new.example")
    apply_blueprint(read(text), by=world.gus)
    wiki.refresh_from_db()
    assert wiki.settings["url"] == "https://new.example"
    assert account_of(wiki).settings["secret"].reveal() == "hush-hush"


def test_one_from_a_file_waits_for_its_secret(world: World, wiki: Connection) -> None:
    text = export(["webhook_connections"])
    Connection.objects.all().delete()
    apply_blueprint(read(text), by=world.gus)
    assert account_of(Connection.objects.get()).settings["secret"] is None
