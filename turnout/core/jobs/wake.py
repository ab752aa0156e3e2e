"""Hearing at once that another process wrote: LISTEN on PostgreSQL, PRAGMA data_version on SQLite."""

import threading
import time

from django.db import OperationalError, connection, transaction

CHANNEL = "turnout"
LOOK_EVERY = 0.05  # seconds between looks at data_version; a look costs microseconds


def shout() -> None:
    """Wake waiting workers once this transaction commits. SQLite needs nothing: they see the write."""
    if connection.vendor == "postgresql":
        transaction.get_connection().cursor().execute(f"NOTIFY {CHANNEL}")


class Waiter:
    """Waits for a write by anyone. One per thread; it keeps a database connection of its own."""

    def __init__(self, stop: threading.Event) -> None:
        self.stop = stop
        self.version = self._version() if connection.vendor == "sqlite" else 0
        if connection.vendor == "postgresql":
            self._listen()

    def wait(self, timeout: float) -> None:
        """Return when something was written, when `stop` is set, or after `timeout` seconds."""
        if connection.vendor == "postgresql":
            self._wait_for_notice(timeout)
        else:
            self._wait_for_version(timeout)

    def _version(self) -> int:
        with connection.cursor() as cursor:
            return int(cursor.execute("PRAGMA data_version").fetchone()[0])

    def _wait_for_version(self, timeout: float) -> None:
        until = time.monotonic() + timeout
        while time.monotonic() < until and not self.stop.is_set():
            version = self._version()
            if version != self.version:
                self.version = version
                return
            self.stop.wait(LOOK_EVERY)

    def _listen(self) -> None:
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute(f"LISTEN {CHANNEL}")

    def _wait_for_notice(self, timeout: float) -> None:
        try:
            until = time.monotonic() + timeout
            while time.monotonic() < until and not self.stop.is_set():
                with connection.wrap_database_errors:  # this asks psycopg itself, past Django
                    heard = list(connection.connection.notifies(timeout=min(0.5, timeout), stop_after=1))
                if heard:
                    return
        except (AttributeError, OperationalError):  # the connection was dropped: make another
            connection.close()
            self.stop.wait(1)
            self._listen()
