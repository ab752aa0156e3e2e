"""The database: SQLite in the data folder, or PostgreSQL from DATABASE_URL."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from turnout.config.environment import BadSetting

# WAL lets readers go on while one writes; FULL makes an answered write survive a power cut.
SQLITE_START = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-6000; PRAGMA temp_store=MEMORY;"
)

# What a connection asks again is planned already: planning who may see was most of what the server did.
PREPARED = {"server_side_binding": True, "prepare_threshold": 5}


def database_from(url: str, data: Path) -> dict[str, Any]:
    """Django's settings for one database.

    An empty URL, or sqlite:///path, gives SQLite (with ?timeout=20, the seconds to wait for a lock);
    postgres://user:password@host:port/name?sslmode=… that.
    """
    parts = urlsplit(url or f"sqlite:///{data / 'turnout.sqlite3'}")
    if parts.scheme == "sqlite":
        path = Path(unquote(parts.path.removeprefix("/")) or data / "turnout.sqlite3")
        path = path if path.is_absolute() else Path("/") / path
        path.parent.mkdir(parents=True, exist_ok=True)
        asked = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": path,
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": _seconds(asked.get("timeout", "20")),
                "init_command": SQLITE_START,
            },
        }
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or dict(parse_qsl(parts.query)).get("host", "")),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {
                **PREPARED,
                "connect_timeout": "10",  # a host that has fallen silent holds nobody up for minutes
                **{key: value for key, value in parse_qsl(parts.query) if key != "host"},
            },
        }
    raise BadSetting(f"DATABASE_URL starts with {parts.scheme}://: write postgres:// or sqlite:///")


def _seconds(text: str) -> float:
    if not text.isdecimal():
        raise BadSetting(f"DATABASE_URL has timeout={text}: write whole seconds")
    return float(text)
