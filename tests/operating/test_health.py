"""Probes tell in a word whether the install is well, whoever asks and by whatever name."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from tests.processes import until
from turnout.core.jobs.heartbeat import INSIDE, Pulse, silent_for
from turnout.core.jobs.models import Heartbeat, Job
from turnout.core.jobs.worker import work
from turnout.core.lib import clock as time_now
from turnout.core.people.models import Organization

pytestmark = pytest.mark.django_db


@pytest.fixture
def probe(settings) -> Client:
    """It calls by address, which is no name of ours."""
    settings.ALLOWED_HOSTS = ["turnout.example.org"]
    return Client(headers={"host": "10.0.0.7:8000"})


@pytest.fixture
def worker_turned(db):
    Pulse(INSIDE).beat()


def test_a_process_that_answers_is_alive_without_asking_the_database(probe, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = probe.get("/health/live")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies


def test_a_session_that_cannot_be_read_does_not_matter(probe):
    probe.cookies["turnout_session"] = "of a database that is away"
    assert probe.get("/health/live").status_code == 200


def test_an_install_with_a_worker_is_ready_even_before_its_set_up(probe, worker_turned):
    assert not Organization.objects.exists()
    answer = probe.get("/health/ready")
    assert (answer.status_code, answer.content) == (200, b"database: ok\ntables: ok\nworker: ok\nwork: ok\n")


def test_readiness_costs_few_queries(probe, worker_turned, django_assert_max_num_queries):
    probe.get("/health/ready")
    with django_assert_max_num_queries(3):
        probe.get("/health/ready")


def test_without_a_worker_pages_are_served_but_the_install_is_not_ready(probe, worker_turned, clock):
    clock.set(clock.now() + timedelta(minutes=2))
    answer = probe.get("/health/ready")
    assert (answer.status_code, b"worker: not running" in answer.content) == (503, True)
    assert probe.get("/health/pages").status_code == 200


def test_work_that_waits_too_long_is_late(probe, worker_turned):
    Job.objects.create(name="x", due_at=time_now.now() - timedelta(minutes=6))
    answer = probe.get("/health/ready")
    assert (answer.status_code, b"work: late" in answer.content) == (503, True)


def test_work_that_is_stuck_or_for_later_is_not_late(probe, worker_turned):
    Job.objects.create(name="x", due_at=None)
    Job.objects.create(name="x", due_at=time_now.now() + timedelta(hours=1))
    assert probe.get("/health/ready").status_code == 200


def test_tables_of_an_older_version_are_told(probe, monkeypatch):
    monkeypatch.setattr("turnout.web.health.show._migrated", False)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'reviews'")
    answer = probe.get("/health/pages")
    assert (answer.status_code, b"tables: older than this version" in answer.content) == (503, True)


def test_only_looking_is_allowed(probe):
    assert probe.post("/health/live").status_code == 405


@pytest.mark.django_db(transaction=True)
def test_a_worker_beats_while_it_turns():
    stop = threading.Event()
    thread = threading.Thread(target=work, args=(stop,), kwargs={"inside": True, "outside": False})
    thread.start()
    try:
        until(Heartbeat.objects.exists, "it doesn't beat")
    finally:
        stop.set()
        thread.join()
    silent = silent_for(INSIDE)
    assert silent is not None and silent < timedelta(seconds=60)


def test_a_worker_beats_at_most_every_ten_seconds(django_assert_num_queries):
    pulse = Pulse(INSIDE)
    pulse.beat()
    with django_assert_num_queries(0):
        pulse.beat()
