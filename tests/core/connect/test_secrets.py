"""Secrets of connections: kept unreadable, encrypted anew, found when nobody can read them."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.world import World
from turnout.config import checks
from turnout.core.connect.actions.secrets import drop_old_keys, rotate_secrets, rotate_with_new_key
from turnout.core.connect.models import Connection, Secret
from turnout.core.lib import keyring
from turnout.core.lib.encryption import Unreadable, key_id_of


@pytest.fixture(autouse=True)
def key_file(settings: Settings, tmp_path: Path) -> Path:
    settings.SECRETS_KEY, settings.SECRETS_KEY_FILE = "", tmp_path / "secrets-key"
    path: Path = settings.SECRETS_KEY_FILE
    return path


@pytest.fixture
def secret(world: World) -> Secret:
    connection = Connection.objects.create(kind="webhook", label="Wiki", created_by=world.gus)
    made = Secret(connection=connection, name="token")
    made.hide("hush")
    made.save()
    return made


def test_no_other_connection_can_read_a_secret_that_was_copied_over(secret: Secret) -> None:
    other = Connection.objects.create(kind="webhook", label="Elsewhere")
    copied = Secret.objects.create(connection=other, name="token", kept=secret.kept)
    with pytest.raises(Unreadable):
        copied.words()


def test_secrets_are_encrypted_anew_and_old_keys_forgotten_once_unneeded(secret: Secret) -> None:
    old = key_id_of(secret.kept)
    assert rotate_with_new_key() == (1, 0)
    assert rotate_secrets() == (0, 0)  # nothing is left to do
    kept = Secret.objects.get()
    assert key_id_of(kept.kept) != old and kept.words().reveal() == "hush" and kept.set_at == secret.set_at
    assert drop_old_keys() == 1 and [each.id for each in keyring.all_keys()] == [key_id_of(kept.kept)]


def test_a_key_that_something_still_needs_stays(secret: Secret) -> None:
    keyring.add_key()
    assert drop_old_keys() == 0
    assert Secret.objects.get().words().reveal() == "hush"


def test_secrets_without_their_key_are_found_and_say_where_they_belong(
    secret: Secret, key_file: Path
) -> None:
    key_file.unlink()
    [found] = [each for each in checks.findings() if each.id == "turnout.secrets_unreadable"]
    assert "Wiki (webhook)" in found.msg and found.hint
    assert rotate_with_new_key() == (0, 1)


def test_a_key_file_others_can_read_is_found(secret: Secret, key_file: Path) -> None:
    key_file.chmod(0o644)
    assert "turnout.secrets_key_open" in {each.id for each in checks.findings()}
