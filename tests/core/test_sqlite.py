"""Several who write to SQLite at once: everybody's turn comes, and no two wait for each other."""

import gc
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction

from turnout.core.people.models import Team

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite"),
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


def test_a_writer_that_tidies_memory_never_waits_for_one_who_waits_for_it() -> None:
    """Whichever thread collects a half-read cursor resets it, and waits for its connection to do so."""
    waits, tidied = threading.Event(), threading.Event()

    def leave_a_mess_then_write() -> None:
        cursor = connection.cursor()
        cursor.execute("SELECT 1 UNION SELECT 2")
        mess = [cursor.cursor]
        mess.append(mess)  # type: ignore[arg-type]
        del cursor, mess
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
            tidied.set()
        thread.join()
    finally:
        gc.enable()
    assert tidied.is_set()
    assert not raised
    assert Team.objects.get().purpose == "Changed"
