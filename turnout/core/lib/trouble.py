"""Trouble with what Turnout stands on: a database that is busy, away or full, a disk without room."""

import errno
import sqlite3

from django.db import DatabaseError, InterfaceError, OperationalError, connection

BUSY, AWAY, FULL = "busy", "away", "full"
SECONDS = {BUSY: 10, AWAY: 10, FULL: 60}
"""When another try is worth it."""

_ON_SQLITE = {
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_PROTOCOL: BUSY,
    sqlite3.SQLITE_NOMEM: AWAY,
    sqlite3.SQLITE_IOERR: FULL,
    sqlite3.SQLITE_CANTOPEN: FULL,  # above all: no room for its journal
    sqlite3.SQLITE_READONLY: FULL,
    sqlite3.SQLITE_FULL: FULL,
}
_ON_POSTGRES = {"55P03": BUSY, "40001": BUSY, "40P01": BUSY, "57014": BUSY, "53100": FULL}  # by SQLSTATE
_OF_FILES = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EFBIG}


def trouble_behind(error: BaseException | None) -> str:
    """BUSY, AWAY or FULL if `error` tells of such trouble; empty for a mistake of ours."""
    if isinstance(error, OSError):
        return FULL if error.errno in _OF_FILES else ""
    if not isinstance(error, DatabaseError | InterfaceError):
        return ""
    if isinstance(error, InterfaceError):
        return AWAY
    if not isinstance(error, OperationalError):
        return ""
    if connection.vendor == "sqlite":
        code = getattr(error.__cause__, "sqlite_errorcode", None)
        return _ON_SQLITE.get(code & 0xFF, "") if isinstance(code, int) else ""
    return _ON_POSTGRES.get(getattr(error.__cause__, "sqlstate", None) or "", AWAY)
