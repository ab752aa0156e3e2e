"""Where Django looks for a database backend of this name."""

import sqlite3
import threading
import time
from functools import partial
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

KNOCK = 0.008  # seconds SQLite itself waits for a lock, before it is asked anew

_first = threading.Lock()


class DatabaseWrapper(base.DatabaseWrapper):
    """Who waits for another writer asks often, for `timeout` seconds, and one thread of a process at a time.

    Left to itself SQLite asks less and less often, up to every tenth of a second: whoever came late gets in
    before whoever has waited for a second. And while it waits it holds its connection's mutex: the garbage
    collection of another thread may have to wait for that, and all of Python with it, while that thread is
    the writer.
    """

    patience = 5.0

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        self.patience = conn_params.get("timeout", self.patience)
        return super().get_new_connection({**conn_params, "timeout": KNOCK})

    def create_cursor(self, name: Any = None) -> Any:
        return self.connection.cursor(factory=partial(PatientCursor, patience=self.patience))

    def _start_transaction_under_autocommit(self) -> None:
        if not _first.acquire(timeout=self.patience):
            raise OperationalError("database is locked")
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        finally:
            _first.release()


class PatientCursor(base.SQLiteCursorWrapper):
    """Asks again while another writes."""

    def __init__(self, connection: sqlite3.Connection, patience: float) -> None:
        super().__init__(connection)
        self.patience = patience

    def execute(self, query: str, params: Any = None) -> Any:
        return self._patiently(super().execute, query, params)

    def executemany(self, query: str, param_list: Any) -> Any:
        return self._patiently(super().executemany, query, list(param_list))

    def _patiently(self, execute: Any, *asked: Any) -> Any:
        until = 0.0
        while True:
            try:
                return execute(*asked)
            except sqlite3.OperationalError as error:
                now = time.monotonic()
                until = until or now + self.patience
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or now > until:
                    raise
