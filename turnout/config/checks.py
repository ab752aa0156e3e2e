"""What can be wrong with an install's settings and surroundings. Each finding has a hint."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning
from django.db import Error as DatabaseError
from django.db import connection

from turnout.config.commands.ready import unapplied
from turnout.core.connect.models import Secret
from turnout.core.lib import keyring

LOCAL = {"127.0.0.1", "localhost", "::1"}
NETWORK_FILE_SYSTEMS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "ceph", "glusterfs"}
Found = Iterable[CheckMessage]


def findings() -> list[CheckMessage]:
    checks: tuple[Callable[[], Found], ...] = (secret, address, hosts, folder, keys, mail, metrics, database)
    return [found for check in checks for found in check()]


def secret() -> Found:
    if len(settings.SECRET_KEY) < 40 or len(set(settings.SECRET_KEY)) < 10:
        yield Error(
            "The secret key is short or easy to guess.",
            hint="Remove TURNOUT_SECRET_KEY to have one created for you, or set it to 50 random characters.",
            id="turnout.secret",
        )


def address() -> Found:
    parts = urlsplit(settings.PUBLIC_URL)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        yield Error(
            "TURNOUT_URL isn't an address.",
            hint="Set it to the address people type, for example https://turnout.example.org",
            id="turnout.url",
        )
    elif parts.scheme == "http" and parts.hostname not in LOCAL:
        yield Warning(
            "People reach Turnout without encryption.",
            hint="Put a proxy with a certificate in front and set TURNOUT_URL to https://…",
            id="turnout.url_plain",
        )


def hosts() -> Found:
    if "*" in settings.ALLOWED_HOSTS and not settings.DEMO:
        yield Warning(
            "Turnout accepts requests for any host name.",
            hint="Set TURNOUT_HOSTS to the names people use.",
            id="turnout.hosts",
        )


def folder() -> Found:
    if not os.access(settings.DATA, os.W_OK | os.X_OK):
        yield Error(
            f"Turnout can't write to the data folder {settings.DATA}.",
            hint="Make the user Turnout runs as its owner, or point TURNOUT_DATA at another folder.",
            id="turnout.data",
        )
    elif settings.DATA.stat().st_mode & 0o007:
        yield Warning(
            f"Everyone on this machine can read {settings.DATA}.",
            hint="Run: chmod o-rwx on that folder.",
            id="turnout.data_open",
        )


def keys() -> Found:
    """Of the keys that secrets are encrypted with; whether they fit is asked with the database."""
    try:
        keyring.all_keys()
    except keyring.NoKey as error:
        yield Error(
            f"The key for secrets can't be used: {error}",
            hint="Bring back the file or value you kept apart from the backups.",
            id="turnout.secrets_key",
        )
    path = settings.SECRETS_KEY_FILE
    if settings.SECRETS_KEY or not path.exists():
        return
    if path.stat().st_mode & 0o077:
        yield Warning(
            f"Others on this machine can read {path}.",
            hint="Run: chmod 600 on that file.",
            id="turnout.secrets_key_open",
        )
    if path.resolve().is_relative_to(settings.DATA):
        yield Warning(
            f"{path} lies in the data folder: whoever copies that has the secrets and their key.",
            hint="Move it elsewhere and name the place in TURNOUT_SECRETS_KEY_FILE.",
            id="turnout.secrets_key_inside",
        )


def mail() -> Found:
    parts = urlsplit(settings.SMTP_URL)
    if not settings.SMTP_URL:
        if not settings.DEMO:
            yield Warning(
                "Turnout can't send email.",
                hint="Set TURNOUT_SMTP_URL, such as smtps://user:password@mail.example.org:465",
                id="turnout.mail_missing",
            )
        return
    try:
        port_reads = parts.port is None or parts.port > 0
    except ValueError:
        port_reads = False
    if not parts.scheme.startswith("smtp") or not parts.hostname or not port_reads:
        yield Error(
            "TURNOUT_SMTP_URL can't be read.",
            hint="Write smtp://, smtps:// or smtp+starttls://user:password@host:port",
            id="turnout.mail",
        )


def metrics() -> Found:
    if settings.METRICS_TOKEN and (len(settings.METRICS_TOKEN) < 30 or len(set(settings.METRICS_TOKEN)) < 10):
        yield Warning(
            "The token for /metrics is short or easy to guess.",
            hint="Set TURNOUT_METRICS_TOKEN to 30 or more random characters, and give it to the scraper.",
            id="turnout.metrics_token",
        )


def database() -> Found:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            yield from _sqlite() if connection.vendor == "sqlite" else _postgresql()
            missing = unapplied()
    except DatabaseError as error:
        yield Error(
            f"The database can't be reached ({type(error).__name__}).",
            hint="Check that it's running, and that DATABASE_URL has the right address and password.",
            id="turnout.database",
        )
        return
    if not missing:
        yield from _secrets()
    else:
        yield Error(
            f"The database is {len(missing)} step(s) behind this version.",
            hint="Run: turnout manage migrate",
            id="turnout.migrations",
        )


def _secrets() -> Found:
    lost = Secret.objects.unreadable()
    if lost:
        named = ", ".join(sorted({f"{each.connection.label} ({each.connection.kind})" for each in lost})[:10])
        yield Error(
            f"{len(lost)} secret(s) can't be read with the keys here: {named}.",
            hint="Bring back the key they were kept with, or enter them again in Settings → Connections.",
            id="turnout.secrets_unreadable",
        )


def _sqlite() -> Found:
    path = Path(connection.settings_dict["NAME"])
    with connection.cursor() as cursor:
        mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
    if mode != "wal":
        yield Error(
            f"SQLite keeps its journal as “{mode}”, not WAL.",
            hint="Its folder must be on a local disk, and no other program may hold the file open.",
            id="turnout.sqlite_wal",
        )
    kind = file_system_of(path)
    if kind in NETWORK_FILE_SYSTEMS:
        yield Error(
            f"The database file is on a network file system ({kind}), where SQLite can lose data.",
            hint="Keep TURNOUT_DATA on a local disk, or use PostgreSQL.",
            id="turnout.sqlite_network",
        )


def file_system_of(path: Path, mounts: Path = Path("/proc/mounts")) -> str:
    """The kind of file system that holds `path`; empty where it can't be told."""
    try:
        lines = [line.split() for line in mounts.read_text().splitlines()]
    except OSError:
        return ""
    holding = [line for line in lines if path.resolve().is_relative_to(line[1].replace("\\040", " "))]
    return max(holding, key=lambda line: len(line[1]))[2] if holding else ""


def _postgresql() -> Found:
    version = connection.pg_version  # type: ignore[attr-defined]
    if version < 140000:
        yield Error(
            f"PostgreSQL {version // 10000} is too old.",
            hint="Use version 14 or newer.",
            id="turnout.postgresql",
        )
