"""A whole install in one file: the database, the files, the secret, and a manifest that says what it is."""

import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.db import connection

from turnout import __version__
from turnout.config import postgres
from turnout.core.events.models import RecordedEvent
from turnout.core.lib import clock
from turnout.core.people.models import Organization

FORMAT = 1
MANIFEST, DATABASE, SECRET, FILES = "manifest.json", "database", "secret-key", "files"


class CannotBackUp(Exception):
    """It can't be done, and the message says why and what to do; nothing was changed."""


def back_up(target: Path) -> dict[str, Any]:
    """Write everything to `target`. The database first: a file it names is there before its row is."""
    part = target.with_name(target.name + ".part")
    manifest = {
        "format": FORMAT,
        "version": __version__,
        "database": connection.vendor,
        "made_at": clock.now().isoformat(),
    }
    with tempfile.TemporaryDirectory(dir=settings.DATA) as folder, _private(part) as file:
        copy = Path(folder) / DATABASE
        _copy_database(copy)
        note = Path(folder) / MANIFEST
        note.write_text(json.dumps(manifest, indent=2))
        with tarfile.open(fileobj=file, mode="w:gz", compresslevel=6) as archive:
            archive.add(note, MANIFEST)
            archive.add(copy, DATABASE)
            for path in _to_keep():
                # a file may be taken away meanwhile: then nobody misses it
                with suppress(FileNotFoundError):
                    archive.add(path, str(path.relative_to(settings.DATA)), recursive=False)
        file.flush()
        os.fsync(file.fileno())
    part.replace(target)
    return manifest | {"bytes": target.stat().st_size}


def _to_keep() -> Iterator[Path]:
    """The secret, and every file there is by now: the database's copy names no others."""
    yield from (path for path in [settings.DATA / SECRET] if path.exists())
    yield from (path for path in (settings.DATA / FILES).rglob("*") if path.is_file())


def restore(source: Path, *, force: bool) -> Path | None:
    """Bring back what `source` holds. Answers where the former data was put aside, if there was any."""
    if not force and not is_empty():
        raise CannotBackUp(
            "Turnout is already installed here. To set it aside and restore over it, use --force"
        )
    with tempfile.TemporaryDirectory(dir=settings.DATA) as folder:
        unpacked = Path(folder)
        try:
            _unpack(source, unpacked)
            manifest = json.loads((unpacked / MANIFEST).read_text())
        except (OSError, EOFError, tarfile.TarError, ValueError) as error:
            raise CannotBackUp(
                f"{source} isn't a complete Turnout backup ({type(error).__name__})."
            ) from error
        _fits(manifest)
        aside = _put_aside()
        if connection.vendor == "postgresql":
            postgres.restore(unpacked / DATABASE)
            forget_transactions()
        else:
            shutil.move(unpacked / DATABASE, connection.settings_dict["NAME"])
        for name in (SECRET, FILES):
            if (unpacked / name).exists():
                shutil.move(unpacked / name, settings.DATA / name)
    return aside


def forget_transactions() -> None:
    """Another cluster counts its transactions from another number: to it, all that was restored is old."""
    RecordedEvent.objects.update(transaction_id=0)


def is_empty() -> bool:
    if "people_organization" in connection.introspection.table_names() and Organization.get():
        return False
    files = settings.DATA / FILES
    return not (files.exists() and any(files.iterdir()))


def _fits(manifest: dict[str, Any]) -> None:
    if manifest.get("format") != FORMAT or _numbers(str(manifest.get("version"))) > _numbers(__version__):
        raise CannotBackUp(
            f"That backup was made by Turnout {manifest.get('version')}. Install that version first."
        )
    if manifest.get("database") != connection.vendor:
        raise CannotBackUp(
            f"That backup is for {manifest.get('database')}, but this installation uses {connection.vendor}. "
            "Set DATABASE_URL to match."
        )


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def _private(path: Path) -> Any:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def _copy_database(copy: Path) -> None:
    if connection.vendor == "postgresql":
        postgres.dump(copy)
        return
    with (
        closing(sqlite3.connect(connection.settings_dict["NAME"])) as live,
        closing(sqlite3.connect(copy)) as target,
    ):
        live.backup(target, pages=2000, sleep=0.01)  # in steps, so that others may write meanwhile
        target.execute("PRAGMA journal_mode=DELETE")


def _unpack(source: Path, folder: Path) -> None:
    """Only plain files under names of ours, wherever the archive may point."""
    with tarfile.open(source, "r:gz") as archive:
        for member in archive:
            path = PurePosixPath(member.name)
            if not member.isfile() or path.is_absolute() or ".." in path.parts:
                continue
            if path.parts[0] not in {MANIFEST, DATABASE, SECRET, FILES}:
                continue
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            content = archive.extractfile(member)
            if content is not None:
                with _private(target) as file:
                    shutil.copyfileobj(content, file)


def _former() -> Iterator[Path]:
    yield from (settings.DATA / name for name in (SECRET, FILES))
    if connection.vendor == "sqlite":
        for ending in ("", "-wal", "-shm"):
            yield Path(f"{connection.settings_dict['NAME']}{ending}")


def _put_aside() -> Path | None:
    connection.close()
    present = [path for path in _former() if path.exists()]
    if not present:
        return None
    aside: Path = settings.DATA / f"before-restore-{clock.now():%Y%m%d-%H%M%S}"
    aside.mkdir()
    for path in present:
        shutil.move(path, aside / path.name)
    return aside
