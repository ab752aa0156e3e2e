"""Where Django looks for a database backend of this name."""

import sqlite3
import threading
import time
from collections import deque
from functools import partial
from typing import Any, TypeVar
from weakref import ref

from django.db import OperationalError
from django.db.backends.sqlite3 import base
from django.db.backends.utils import CursorDebugWrapper, CursorWrapper

KNOCK = 0.008  # seconds SQLite itself waits for a lock before we ask again

Wrapper = TypeVar("Wrapper", bound=CursorWrapper)
_first = threading.Lock()


class DatabaseWrapper(base.DatabaseWrapper):
    """Who waits for another writer asks often, for `timeout` seconds, and one thread of a process at a time.

    Left to itself SQLite asks less and less often, up to every tenth of a second: whoever came late gets in
    before whoever has waited for a second. And while it waits it holds its connection's mutex: the garbage
    collection of another thread may have to wait for that, and all of Python with it, while that thread is
    the writer.

    A cursor that is half read is closed by its own connection's thread alone. Closed from another, by hand or
    by garbage collection, while a write waits, it clears the error the write is about to be told of: the
    write is taken for done and is not (sqlite3 of Python 3.11).
    """

    patience = 5.0

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.unread: dict[PatientCursor, ref[CursorWrapper] | None] = {}
        self.left: deque[PatientCursor] = deque()  # by whom it was used, in whichever thread; not closed yet

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        self.patience = conn_params.get("timeout", self.patience)
        return super().get_new_connection({**conn_params, "timeout": KNOCK})

    def create_cursor(self, name: Any = None) -> Any:
        while self.left:
            self.left.pop().end()
        cursor = self.connection.cursor(factory=partial(PatientCursor, wrapper=self))
        self.unread[cursor] = None
        return cursor

    def make_cursor(self, cursor: Any) -> CursorWrapper:
        return self._hold(cursor, super().make_cursor(cursor))

    def make_debug_cursor(self, cursor: Any) -> CursorDebugWrapper:
        return self._hold(cursor, super().make_debug_cursor(cursor))

    def _hold(self, cursor: "PatientCursor", user: Wrapper) -> Wrapper:
        """It stays when its user goes without closing it."""
        self.unread[cursor] = ref(user, lambda _user: self.left.append(cursor))
        return user

    def _close(self) -> None:
        super()._close()  # type: ignore[misc]
        self.unread.clear()
        self.left.clear()

    def _start_transaction_under_autocommit(self) -> None:
        if not _first.acquire(timeout=self.patience):
            raise OperationalError("database is locked")
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        finally:
            _first.release()


class PatientCursor(base.SQLiteCursorWrapper):
    """Asks again while another writes."""

    def __init__(self, connection: sqlite3.Connection, wrapper: DatabaseWrapper) -> None:
        super().__init__(connection)
        self.wrapper, self.patience, self.thread = wrapper, wrapper.patience, threading.get_ident()

    def close(self) -> None:
        if threading.get_ident() == self.thread:
            self.end()
        else:
            self.wrapper.left.append(self)

    def end(self) -> None:
        self.wrapper.unread.pop(self, None)
        super().close()

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
