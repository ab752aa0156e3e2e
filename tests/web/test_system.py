"""The admin's view of what is owed and stuck."""

import pytest

from turnout.core.events.models import RecordedEvent
from turnout.core.jobs.models import Job
from turnout.core.notify.models import DROPPED, DUE, STUCK, Delivery


@pytest.fixture
def gus(world, browser_as):
    return browser_as(world.gus)


@pytest.fixture
def stuck(world):
    return Job.objects.create(
        name="incidents.reactions.tell", due_at=None, attempts=12, last_error="KeyError at x.py:3"
    )


def test_the_page_is_not_there_for_anyone_but_admins(world, browser_as):
    assert browser_as(world.bo).get("/system/").status_code == 404
    assert browser_as(world.gus).get("/system/").status_code == 200


def test_a_stuck_job_is_shown_and_tried_again(gus, stuck):
    assert b"KeyError at x.py:3" in gus.get("/system/").content
    gus.post(f"/system/jobs/{stuck.pk}/retry/")
    stuck.refresh_from_db()
    assert (stuck.is_stuck, stuck.attempts) == (False, 0)
    assert RecordedEvent.objects.filter(verb="job.retried").exists()


def test_a_stuck_job_is_let_go(world, gus, stuck):
    gus.post(f"/system/jobs/{stuck.pk}/removal/")
    assert not Job.objects.exists()
    assert RecordedEvent.objects.get(verb="job.dropped").actor == world.gus


def test_a_job_that_waits_its_turn_is_not_let_go(gus):
    job = Job.objects.create(name="incidents.reactions.tell")
    gus.post(f"/system/jobs/{job.pk}/removal/")
    assert Job.objects.filter(pk=job.pk).exists()


def test_a_message_that_got_stuck_is_sent_again_or_let_go_and_never_read_here(world, gus, settle):
    world.raise_incident("Letter from a lawyer")
    settle()
    delivery = Delivery.objects.first()
    assert delivery, "raising tells somebody by email"
    Delivery.objects.filter(pk=delivery.pk).update(state=STUCK, due_at=None, error="the server said no")
    page = gus.get("/system/").content
    assert b"the server said no" in page
    assert b"Letter from a lawyer" not in page
    gus.post(f"/system/deliveries/{delivery.pk}/retry/")
    assert Delivery.objects.filter(key=delivery.key, state=DUE).exists()


def test_a_stuck_message_may_be_let_go(world, gus, settle):
    world.raise_incident()
    settle()
    delivery = Delivery.objects.all()[0]
    Delivery.objects.filter(pk=delivery.pk).update(state=STUCK, due_at=None)
    gus.post(f"/system/deliveries/{delivery.pk}/removal/")
    delivery.refresh_from_db()
    assert delivery.state == DROPPED
