"""Settings from the environment: each has one name, may come from a file (NAME_FILE), and fails loudly."""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit


class BadSetting(Exception):
    """A setting in the environment can't be used; the message says which and what to do."""


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def secret(name: str) -> str:
    """The value of NAME, or what the file named by NAME_FILE holds."""
    path = os.environ.get(f"{name}_FILE")
    if not path:
        return text(name)
    try:
        return Path(path).read_text().strip()
    except OSError as error:
        raise BadSetting(f"{name}_FILE names {path}, which can't be read: {error.strerror}") from error


def flag(name: str, default: bool) -> bool:
    value = text(name, "yes" if default else "no").lower()
    if value in {"1", "yes", "true", "on"}:
        return True
    if value in {"0", "no", "false", "off", ""}:
        return False
    raise BadSetting(f"{name} is {value!r}: it must be yes or no")


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    if not value.isdigit():
        raise BadSetting(f"{name} is {value!r}: it must be a whole number")
    return int(value)


def one_of(name: str, choices: tuple[str, ...]) -> str:
    """One of a few words; the first unless told otherwise."""
    value = text(name, choices[0]).lower()
    if value not in choices:
        raise BadSetting(f"{name} is {value!r}: it must be {' or '.join(choices)}")
    return value


def words(name: str, default: str) -> list[str]:
    return [word for word in text(name, default).replace(",", " ").split() if word]


def host_of(url: str) -> str:
    return urlsplit(url).hostname or "127.0.0.1"


def kept_secret(path: Path) -> str:
    """A random secret made on first use and kept in the data folder, readable by its owner only."""
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:  # another process of this start made it first
            return path.read_text().strip()
        value = secrets.token_urlsafe(50)
        with os.fdopen(descriptor, "w") as file:
            file.write(value)
        return value
