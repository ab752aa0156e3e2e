"""Several who write to SQLite at once: everybody's turn comes, and no two wait for each other."""

import gc
import threading
from collections.abc import Callable
from typing import Any
from weakref import ref

import pytest
from django.db import OperationalError, ProgrammingError, connection, transaction

from turnout.core.people.models import Team

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.sqlite,
]


def beside(job: Callable[[], Any]) -> tuple[threading.Thread, list[Exception]]:
    """Run it in a thread with a connection of its own; the list gets what it raised."""
    raised: list[Exception] = []

    def run() -> None:
        try:
            job()
        except Exception as error:
            raised.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, raised


def test_a_write_waits_until_another_is_done() -> None:
    with transaction.atomic():
        Team.objects.create(name="First")
        thread, raised = beside(lambda: Team.objects.create(name="Second"))
        thread.join(0.3)
        assert thread.is_alive()
    thread.join()
    assert not raised
    assert Team.objects.count() == 2


def test_who_waited_as_long_as_is_set_hears_that_it_is_locked(monkeypatch: pytest.MonkeyPatch) -> None:
    def write() -> None:
        connection.ensure_connection()
        connection.patience = 0.1  # type: ignore[attr-defined]
        with transaction.atomic():
            Team.objects.create(name="Second")

    with transaction.atomic():
        Team.objects.create(name="First")
        thread, raised = beside(write)
        thread.join()
    assert [type(each) for each in raised] == [OperationalError]


def half_read() -> Any:
    cursor = connection.cursor()
    cursor.execute("SELECT 1 UNION SELECT 2")
    return cursor


def test_a_cursor_another_thread_closes_is_closed_when_its_own_asks_next() -> None:
    cursor = half_read()
    beside(cursor.close)[0].join()
    assert cursor.fetchone() == (1,)
    connection.cursor().close()
    with pytest.raises(ProgrammingError):
        cursor.fetchone()


def test_a_cursor_another_thread_tidies_away_stays_until_its_own_asks_next() -> None:
    mess = [half_read()]
    cursor = ref(mess[0].cursor)
    mess.append(mess)
    del mess
    beside(gc.collect)[0].join()
    assert cursor() is not None
    connection.cursor().close()
    assert cursor() is None


def test_a_write_that_waits_is_done_whoever_tidies_memory_meanwhile() -> None:
    """It was taken for done, and was not, where another thread closed a cursor of its connection."""
    waits = threading.Event()

    def leave_a_mess_then_write() -> None:
        mess = [half_read()]
        mess.append(mess)
        del mess
        waits.set()
        Team.objects.update(purpose="Changed")

    gc.disable()
    try:
        with transaction.atomic():
            Team.objects.create(name="First")
            thread, raised = beside(leave_a_mess_then_write)
            waits.wait()
            thread.join(0.2)  # now it waits for this transaction
            gc.collect()
        thread.join()
    finally:
        gc.enable()
    assert not raised
    assert Team.objects.get().purpose == "Changed"
