"""Words kept unreadable, and the keys they are kept with."""

import json
import pickle
import stat
from pathlib import Path

import pytest
from pytest_django import Settings

from turnout.core.lib import keyring
from turnout.core.lib.encryption import Hidden, Unreadable, decrypt, encrypt, key_id_of

pytestmark = pytest.mark.once


@pytest.fixture(autouse=True)
def key_file(settings: Settings, tmp_path: Path) -> Path:
    settings.SECRETS_KEY, settings.SECRETS_KEY_FILE = "", tmp_path / "keys" / "secrets-key"
    path: Path = settings.SECRETS_KEY_FILE
    return path


def test_what_is_encrypted_reads_the_same_at_its_own_place_only() -> None:
    kept = encrypt("hush, ünïcode", place="table/1/token")
    assert "hush" not in kept
    assert decrypt(kept, place="table/1/token").reveal() == "hush, ünïcode"
    with pytest.raises(Unreadable):
        decrypt(kept, place="table/2/token")


@pytest.mark.parametrize(
    "change", [lambda kept: kept[:-6], lambda kept: kept[:-4] + "AAAA", lambda kept: "1.x.y"]
)
def test_what_was_changed_is_noticed(change) -> None:
    with pytest.raises(Unreadable):
        decrypt(change(encrypt("hush", place="here")), place="here")


def test_the_key_is_made_when_it_is_first_needed_and_is_its_owners_alone(key_file: Path) -> None:
    assert keyring.all_keys() == () and not key_file.exists()
    encrypt("hush", place="here")
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert [each.name for each in key_file.parent.iterdir()] == [
        "secrets-key"
    ]  # nothing half-written is left


def test_a_new_key_reads_what_the_former_encrypted_until_that_is_dropped(key_file: Path) -> None:
    kept = encrypt("hush", place="here")
    new = keyring.add_key()
    assert key_id_of(encrypt("hush", place="here")) == new.id != key_id_of(kept)
    assert decrypt(kept, place="here").reveal() == "hush"
    keyring.drop_keys({key_id_of(kept)})
    with pytest.raises(Unreadable, match="isn't here"):
        decrypt(kept, place="here")


def test_keys_may_come_from_the_environment(settings: Settings, key_file: Path) -> None:
    old, new = keyring.new_key(), keyring.new_key()
    settings.SECRETS_KEY = old
    kept = encrypt("hush", place="here")
    settings.SECRETS_KEY = f"{new},{old}"
    assert decrypt(kept, place="here").reveal() == "hush"
    assert not key_file.exists()
    with pytest.raises(keyring.NoKey):
        keyring.add_key()


def test_what_is_no_key_is_said_and_not_repeated(settings: Settings) -> None:
    settings.SECRETS_KEY = "correct-horse"
    with pytest.raises(keyring.NoKey) as refused:
        encrypt("hush", place="here")
    assert "correct-horse" not in str(refused.value)


def test_hidden_words_show_up_nowhere_by_accident() -> None:
    hidden = Hidden("hush")
    assert "hush" not in f"{hidden} {hidden!r} {[hidden]} {keyring.Key('id', b'hush')!r}"
    assert hidden == Hidden("hush") and hidden != Hidden("hash")
    for write in (json.dumps, pickle.dumps):
        with pytest.raises(TypeError):
            write(hidden)
