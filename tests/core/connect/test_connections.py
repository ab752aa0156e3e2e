"""Connections: made, changed, tried, switched, ended, and whether they work."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.clock import Clock
from tests.elsewhere import Elsewhere, elsewhere
from tests.world import World
from turnout.core.connect.accounts import account_of
from turnout.core.connect.actions import health
from turnout.core.connect.actions.connections import (
    change_connection,
    create_connection,
    disconnect,
    replace_secret,
    switch_connection,
)
from turnout.core.connect.models import Connection, Secret
from turnout.core.connect.models.connections import Health
from turnout.core.events.models import RecordedEvent
from turnout.core.lib.failures import NotPossible, PermanentFailure, TemporaryFailure


@pytest.fixture(autouse=True)
def key_file(settings: Settings, tmp_path: Path) -> None:
    settings.SECRETS_KEY, settings.SECRETS_KEY_FILE = "", tmp_path / "secrets-key"


@pytest.fixture
def there() -> Iterator[Elsewhere]:
    with elsewhere() as machine:
        yield machine


@pytest.fixture
def wiki(world: World, there: Elsewhere) -> Connection:
    return create_connection("webhook", "Wiki", {"url": there.url, "secret": "hush"}, by=world.gus)


def verbs() -> list[str]:
    return list(
        RecordedEvent.objects.filter(verb__startswith="connection.")
        .order_by("pk")
        .values_list("verb", flat=True)
    )


def test_a_secret_is_used_and_shown_nowhere(wiki: Connection, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    account = account_of(wiki)
    assert account.settings["secret"].reveal() == "hush"
    said = [repr(account), str(wiki), repr(wiki.__dict__), caplog.text]
    said += [str(each.data) for each in RecordedEvent.objects.all()]
    said += [Secret.objects.get().kept, str(wiki.settings)]
    assert not any("hush" in each for each in said)


def test_an_empty_secret_stays_and_another_replaces_it(world: World, wiki: Connection) -> None:
    url = wiki.settings["url"]
    change_connection(wiki, label="The wiki", settings={"url": f"{url}/new", "secret": ""}, by=world.gus)
    wiki.refresh_from_db()
    assert (wiki.label, wiki.settings) == ("The wiki", {"url": f"{url}/new"})
    assert account_of(wiki).settings["secret"].reveal() == "hush"
    replace_secret(wiki, "secret", "louder", by=world.gus)
    assert account_of(wiki).settings["secret"].reveal() == "louder"
    assert verbs() == ["connection.created", "connection.changed", "connection.secret_changed"]
    assert RecordedEvent.objects.get(verb="connection.changed").event.fields == ["url", "label"]


def test_two_connections_of_a_kind_go_by_different_names(world: World, wiki: Connection) -> None:
    with pytest.raises(NotPossible, match="already"):
        create_connection("webhook", "Wiki", {"url": "https://a.example"}, by=world.gus)
    disconnect(wiki, by=world.gus)
    create_connection("webhook", "Wiki", {"url": "https://a.example"}, by=world.gus)


def test_what_has_no_accounts_cant_be_connected(world: World) -> None:
    for kind in ("email", "carrier-pigeon"):
        with pytest.raises(NotPossible):
            create_connection(kind, "Mine", {}, by=world.gus)


def test_trying_it_says_what_came_of_it_and_is_noted(
    world: World, wiki: Connection, there: Elsewhere
) -> None:
    assert health.test_connection(wiki, by=world.gus) == health.Tried(
        True, "The other side took it and answered 200."
    )
    there.status = 401
    tried = health.test_connection(wiki, by=world.gus)
    assert not tried.worked and "no longer hold" in tried.words
    wiki.refresh_from_db()
    assert (wiki.health, wiki.failure) == (Health.FAILING, tried.words)
    there.status = 200
    health.test_connection(wiki, by=world.gus)
    wiki.refresh_from_db()
    assert wiki.health == Health.WORKING and wiki.failure == tried.words  # the last one is still known
    assert [each for each in verbs() if each != "connection.tested"] == [
        "connection.created", "connection.failing", "connection.recovered",
    ]  # fmt: skip


def test_a_failure_is_told_once_while_it_lasts(wiki: Connection, clock: Clock) -> None:
    for _try in range(3):
        with pytest.raises(TemporaryFailure), health.using(wiki):
            raise TemporaryFailure("answered 503")
        clock.forward(minutes=5)
    assert verbs().count("connection.failing") == 1


def test_nothing_goes_over_one_that_is_off_or_ended(world: World, wiki: Connection) -> None:
    off = switch_connection(wiki, on=False, by=world.gus)
    with pytest.raises(TemporaryFailure), health.using(off):  # what waits goes on once it is on again
        pass
    with health.using(switch_connection(wiki, on=True, by=world.gus)) as account:
        assert account.label == "Wiki"
    disconnect(wiki, by=world.gus)
    wiki.refresh_from_db()
    assert wiki.health == Health.DISCONNECTED and not Secret.objects.exists()
    with pytest.raises(PermanentFailure), health.using(wiki):
        pass
    with pytest.raises(NotPossible):
        switch_connection(wiki, on=True, by=world.gus)


def test_one_whose_integration_is_gone_is_said_to_be_so(wiki: Connection) -> None:
    Connection.objects.update(kind="pigeon")
    wiki.refresh_from_db()
    with pytest.raises(PermanentFailure, match="no integration"), health.using(wiki):
        pass
    assert Connection.objects.get().health == Health.FAILING
