"""Whether a connection works: noted whenever it is used or tried."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.connect.accounts import Account, account_of
from turnout.core.connect.capabilities.connection import connectors
from turnout.core.connect.events import ConnectionFailing, ConnectionRecovered, ConnectionTested
from turnout.core.connect.models import Connection
from turnout.core.connect.models.connections import Health
from turnout.core.events.record import record
from turnout.core.jobs.errors import describe
from turnout.core.lib import clock
from turnout.core.lib.failures import NotPossible, PermanentFailure
from turnout.core.people.models import Person

NOTED_EVERY = timedelta(minutes=1)  # while all is well


@dataclass(frozen=True)
class Tried:
    """What came of a test, in words."""

    worked: bool
    words: str


@contextmanager
def using(connection: Connection) -> Iterator[Account]:
    """Whatever goes over a connection goes through here, outside any transaction: how it went is noted.

    Raises PermanentFailure where it is off or was ended, and whatever the integration raises.
    """
    if connection.disconnected_at is not None or not connection.is_on:
        raise PermanentFailure("the connection is switched off or was ended")
    with _noted(connection):
        yield account_of(connection)


def test_connection(connection: Connection, *, by: Person) -> Tried:
    """Try it now, on or off. Not inside a transaction: it talks to somebody else's machine."""
    connector = connectors.get(connection.kind)
    if connector is None or connection.disconnected_at is not None:
        raise NotPossible(_("This can't be tested."))
    try:
        with _noted(connection):
            tried = Tried(True, connector.test(account_of(connection)))
    except Exception as error:
        tried = Tried(False, describe(error))
    with transaction.atomic():
        record(
            connection,
            ConnectionTested(kind=connection.kind, label=connection.label, worked=tried.worked),
            by=by,
        )
    return tried


@contextmanager
def _noted(connection: Connection) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        _note_failure(connection, describe(error))
        raise
    _note_success(connection)


@transaction.atomic
def _note_failure(connection: Connection, failure: str) -> None:
    row = Connection.objects.select_for_update(no_key=True).get(pk=connection.pk)
    was = row.health
    row.failed_at, row.failure, row.is_failing = clock.now(), failure[:300], True
    row.save(update_fields=["failed_at", "failure", "is_failing"])
    if was != row.health and row.health == Health.FAILING:
        record(row, ConnectionFailing(kind=row.kind, label=row.label, failure=row.failure), by=None)


@transaction.atomic
def _note_success(connection: Connection) -> None:
    now = clock.now()
    if not connection.is_failing and connection.worked_at and connection.worked_at > now - NOTED_EVERY:
        return
    row = Connection.objects.select_for_update(no_key=True).get(pk=connection.pk)
    was, row.worked_at, row.is_failing = row.health, now, False
    row.save(update_fields=["worked_at", "is_failing"])
    if was == Health.FAILING:
        record(row, ConnectionRecovered(kind=row.kind, label=row.label), by=None)
