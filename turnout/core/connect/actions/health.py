"""Whether a connection works: noted whenever it is used or tried."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

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
from turnout.core.lib.failures import NotPossible, PermanentFailure, TemporaryFailure
from turnout.core.people.models import Person

NOTED_EVERY = timedelta(minutes=1)  # while all is well
SHORTEST_REST = timedelta(seconds=5)
LONGEST_REST = timedelta(minutes=5)


@dataclass(frozen=True)
class Tried:
    """What came of a test, in words."""

    worked: bool
    words: str


@contextmanager
def using(connection: Connection) -> Iterator[Account]:
    """Whatever goes over a connection goes through here, outside any transaction: how it went is noted.

    Raises PermanentFailure where it was ended, TemporaryFailure while it is off or rests after a failure, and
    whatever the integration raises.
    """
    if connection.disconnected_at is not None:
        raise PermanentFailure("the connection was ended")
    if not connection.is_on:
        raise TemporaryFailure("the connection is switched off")
    rest = connection.rests_until - clock.now() if connection.rests_until else timedelta(0)
    if rest > timedelta(0):  # whoever waits for nothing holds up what goes elsewhere
        raise TemporaryFailure(f"not tried again yet: {connection.failure}"[:300], after=rest)
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
        _note_failure(connection, error)
        raise
    _note_success(connection)


@transaction.atomic
def _note_failure(connection: Connection, error: Exception) -> None:
    row = Connection.objects.select_for_update(no_key=True).get(pk=connection.pk)
    was, now = row.health, clock.now()
    row.rests_until = _rests_until(row, error, now)
    row.failed_at, row.failure = now, describe(error)[:300]
    row.failing_since = row.failing_since or now
    row.save(update_fields=["failed_at", "failure", "failing_since", "rests_until"])
    if was != row.health and row.health == Health.FAILING:
        record(row, ConnectionFailing(kind=row.kind, label=row.label, failure=row.failure), by=None)


def _rests_until(row: Connection, error: Exception, now: datetime) -> datetime | None:
    """Twice as long as the last time, and as long as the other side asks for. Of what was refused, nothing
    is known about the next."""
    if not isinstance(error, TemporaryFailure):
        return None
    last = row.rests_until - row.failed_at if row.rests_until and row.failed_at else timedelta(0)
    return now + max(min(max(2 * last, SHORTEST_REST), LONGEST_REST), error.after)


@transaction.atomic
def _note_success(connection: Connection) -> None:
    now = clock.now()
    if not connection.is_failing and connection.worked_at and connection.worked_at > now - NOTED_EVERY:
        return
    row = Connection.objects.select_for_update(no_key=True).get(pk=connection.pk)
    was, row.worked_at, row.failing_since, row.rests_until = row.health, now, None, None
    row.save(update_fields=["worked_at", "failing_since", "rests_until"])
    if was == Health.FAILING:
        record(row, ConnectionRecovered(kind=row.kind, label=row.label), by=None)
