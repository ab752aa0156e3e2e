"""Getting Django ready for a command, and the database and static files for serving."""

import hashlib
import os
from pathlib import Path
from typing import Any

import click
import django


def set_up(data: str | None = None) -> Any:
    """Load the settings and the apps; answers the settings. Bad settings are told in one sentence."""
    from turnout.config.environment import BadSetting

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "turnout.config.settings")
    if data:
        os.environ["TURNOUT_DATA"] = str(Path(data).resolve())
    folder = Path(os.environ.get("TURNOUT_DATA") or "data")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # nobody else's business
    try:
        from django.conf import settings

        django.setup()
    except BadSetting as error:
        raise click.ClickException(str(error)) from error
    from turnout.core.lib import log

    log.configure(settings.LOG_FORMAT)
    return settings


def migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def refuse_old_tables() -> None:
    """Serving on tables of another version would fail page by page; say so once instead."""
    missing = unapplied()
    if missing:
        raise click.ClickException(
            f"The database is {len(missing)} step(s) behind this version. Run: turnout manage migrate"
        )


def unapplied() -> list[str]:
    """Names of the migrations this version has and the database hasn't."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, backwards in plan if not backwards]


def collect_static() -> None:
    """Put static files where they're served from, unless those there are the same."""
    from django.conf import settings
    from django.core.management import call_command

    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    present = fingerprint()
    if stamp.exists() and stamp.read_text() == present:
        return
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(present)


def load_pages() -> None:
    """Load all that serves pages, for processes that are forked from this one."""
    from django.urls import get_resolver

    import turnout.config.asgi  # noqa: F401

    get_resolver().url_patterns  # noqa: B018 reading it imports them


def fingerprint() -> str:
    """Which static files there are, by size and time of change."""
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
            status = os.stat(storage.path(path))
            digest.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
