"""The keys that secrets are encrypted with. They lie outside the database and outside every backup.

Either TURNOUT_SECRETS_KEY holds them, or a file beside the data folder, made when the first secret is kept.
The first key encrypts; the others can still read what was encrypted before.
"""

import base64
import hashlib
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

LENGTH = 32  # bytes


class NoKey(Exception):
    """There is no key to encrypt or read with. The message says what to do about it."""


@dataclass(frozen=True)
class Key:
    """One key. `id` names it in what it encrypted and tells nothing about it."""

    id: str
    secret: bytes = field(repr=False)


def all_keys() -> tuple[Key, ...]:
    """All keys, the one that encrypts first; none before one was made. Raises NoKey if they can't be read."""
    if settings.SECRETS_KEY:
        return _parsed(settings.SECRETS_KEY, "TURNOUT_SECRETS_KEY")
    path = settings.SECRETS_KEY_FILE
    try:
        stamp = path.stat()
        return _read(path, stamp.st_mtime_ns, stamp.st_ino)
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise NoKey(f"{path} can't be read: {error.strerror}") from None


def key_to_encrypt() -> Key:
    """The first key, made now if there is none. Raises NoKey where it can be neither read nor made."""
    found = all_keys()
    if not found:
        path = settings.SECRETS_KEY_FILE
        try:
            _put(path, [new_key()], replace=False)
        except OSError as error:
            raise NoKey(
                f"{path} can't be written ({error.strerror}). Set TURNOUT_SECRETS_KEY or "
                "TURNOUT_SECRETS_KEY_FILE."
            ) from None
        found = all_keys()
    return found[0]


def key_named(id: str) -> Key:
    for each in all_keys():
        if each.id == id:
            return each
    raise NoKey(f"the key {id} isn't here")


def add_key() -> Key:
    """Make a new key and put it before the others. Only for keys in a file; raises NoKey otherwise."""
    _refuse_environment()
    key_to_encrypt()
    _put(settings.SECRETS_KEY_FILE, [new_key(), *_lines(settings.SECRETS_KEY_FILE.read_text())], replace=True)
    return all_keys()[0]


def drop_keys(ids: set[str]) -> None:
    """Forget these keys for good: what they encrypted is lost with them. Only for keys in a file."""
    _refuse_environment()
    path = settings.SECRETS_KEY_FILE
    kept = [line for line in _lines(path.read_text()) if _parsed(line, str(path))[0].id not in ids]
    _put(path, kept, replace=True)


def new_key() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(LENGTH)).decode()


def _refuse_environment() -> None:
    if settings.SECRETS_KEY:
        raise NoKey("The keys are in TURNOUT_SECRETS_KEY, which only you can change.")


def _lines(text: str) -> list[str]:
    return text.replace(",", " ").split()


@lru_cache(maxsize=4)
def _read(path: Path, _written_at: int, _inode: int) -> tuple[Key, ...]:
    return _parsed(path.read_text(), str(path))


@lru_cache(maxsize=4)
def _parsed(text: str, source: str) -> tuple[Key, ...]:
    found = []
    for line in _lines(text):
        with suppress(ValueError):
            raw = base64.urlsafe_b64decode(line)
            if len(raw) == LENGTH:
                found.append(Key(hashlib.sha256(b"turnout key " + raw).hexdigest()[:8], raw))
                continue
        raise NoKey(f"{source} holds what is no key: it takes {LENGTH} random bytes in base64.")
    if not found:
        raise NoKey(f"{source} holds no key.")
    return tuple(found)


def _put(path: Path, lines: list[str], *, replace: bool) -> None:
    """Write the file whole or not at all, readable by its owner only; over another one only if `replace`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", dir=path.parent, prefix=f".{path.name}.", delete=False) as file:  # made 0600
        file.write("\n".join(lines) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        if replace:
            os.replace(file.name, path)
        else:
            with suppress(FileExistsError):  # another process made it first
                os.link(file.name, path)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(file.name)
