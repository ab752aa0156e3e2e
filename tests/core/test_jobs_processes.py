"""Several workers at once, and workers that are killed: with real connections and real processes."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from django.db import connection, transaction

from tests.world import make_world
from turnout.core.events.models import RecordedEvent
from turnout.core.events.record import record
from turnout.core.events.tail import Tail
from turnout.core.jobs import engine
from turnout.core.jobs.lease import LEASE, claim
from turnout.core.jobs.models import Job
from turnout.core.jobs.wake import Waiter, shout
from turnout.core.lib import clock
from turnout.core.people.events import PersonAdded
from turnout.core.people.models import Person, Team

LONG = 60  # seconds, for what comes at once on a quiet machine
pytestmark = pytest.mark.django_db(transaction=True)


def in_thread(work: Callable[[], Any]) -> threading.Thread:
    """Run `work` on a database connection of its own."""

    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_no_two_workers_are_given_the_same_job() -> None:
    Job.objects.bulk_create(Job(name="tests.work") for _ in range(60))
    taken: list[int] = []

    def take() -> None:
        while rows := claim(Job.objects.waiting(), "due_at", limit=3):
            taken.extend(row.pk for row in rows)

    for thread in [in_thread(take) for _ in range(4)]:
        thread.join()
    assert len(taken) == len(set(taken)) == 60


@pytest.mark.postgres  # only it has many writers at once
def test_a_job_another_worker_is_taking_is_passed_over_without_waiting() -> None:
    Job.objects.bulk_create(Job(name="tests.work") for _ in range(2))
    with transaction.atomic():
        mine = Job.objects.select_for_update().order_by("pk")[0]
        theirs: list[Job] = []
        in_thread(lambda: theirs.extend(claim(Job.objects.waiting(), "due_at", limit=10))).join(timeout=LONG)
    assert [job.pk for job in theirs] == [mine.pk + 1]


@pytest.mark.postgres  # only it has many writers at once
def test_a_late_commit_is_never_passed_over() -> None:
    person = make_world().ada
    tail = Tail.at_end()
    tail.read()
    wrote, go_on = threading.Event(), threading.Event()
    early: list[int] = []

    def slow() -> None:
        with transaction.atomic():
            early.append(join(person).pk)
            wrote.set()
            go_on.wait(LONG)

    thread = in_thread(slow)
    wrote.wait(LONG)
    late = join(person)
    assert late.pk > early[0]
    assert tail.read() == []  # the lower number isn't there yet, so the higher one waits
    go_on.set()
    thread.join()
    assert [row.pk for row in tail.read()] == [early[0], late.pk]


@pytest.mark.postgres  # only it has many writers at once
def test_somebody_elses_long_transaction_holds_up_nothing() -> None:
    person = make_world().ada
    elsewhere = os.environ["DATABASE_URL"].rsplit("/", 1)[0] + "/template1"
    with psycopg.connect(elsewhere) as other:
        other.execute("SELECT pg_current_xact_id()")
        tail = Tail.at_end()
        row = join(person)
        assert tail.read()[-1].pk == row.pk


@transaction.atomic
def join(person: Person) -> RecordedEvent:
    return record(person, PersonAdded(person=person.id), by=None)  # type: ignore[arg-type]


def test_a_waiting_worker_hears_of_a_write_at_once() -> None:
    waiting, heard = threading.Event(), threading.Event()

    def wait() -> None:
        waiter = Waiter(threading.Event())
        waiting.set()
        waiter.wait(10 * LONG)
        heard.set()

    thread = in_thread(wait)
    waiting.wait(LONG)
    with transaction.atomic():
        Team.objects.create(name="a write")
        shout()
    assert heard.wait(LONG)
    thread.join()


WORKER = """
import sys, time, django
django.setup()
from turnout.core.jobs import engine, worker
from turnout.core.people.models import Team

def slow(payload):
    Team.objects.create(name="half done")
    print("in the middle", flush=True)
    time.sleep(60)

engine.handlers["tests.slow"] = slow
worker.run()
"""


def test_a_worker_killed_in_the_middle_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    Job.objects.create(name="tests.slow", payload={})
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER], env=environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert worker.stdout
    while b"in the middle" not in worker.stdout.readline():
        assert worker.poll() is None
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    assert not Team.objects.exists()

    monkeypatch.setitem(
        engine.handlers, "tests.slow", lambda payload: Team.objects.create(name="done") and None
    )
    engine.run_until_idle()
    assert not Team.objects.exists()  # its lease has not ended
    with clock.at(clock.now() + LEASE + timedelta(seconds=1)):
        engine.run_until_idle()
    assert Team.objects.get().name == "done"
    assert not Job.objects.exists()


def environment() -> dict[str, str]:
    """Another process on the database of this test."""
    given = connection.settings_dict
    url = f"sqlite:///{quote(str(given['NAME']))}"
    if connection.vendor == "postgresql":
        url = f"postgres://{given['USER']}@{given['HOST']}:{given['PORT']}/{given['NAME']}"
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "turnout.config.settings", "DATABASE_URL": url}
