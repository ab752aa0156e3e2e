"""What Prometheus reads: every process counted once, and never a word that people wrote."""

import json
import os
import re
import time
from datetime import timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families

from turnout.core.jobs import engine
from turnout.core.jobs.heartbeat import INSIDE, Pulse
from turnout.core.jobs.models import Job
from turnout.core.lib import clock as time_now
from turnout.core.lib import metrics, metrics_shared
from turnout.core.notify.models import DUE, SENT, STUCK, Delivery, Notification

TOKEN = "a token of thirty random letters"


@pytest.fixture
def read(world, settings, client):
    """Every sample, as {name: {labels: value}}."""
    settings.METRICS_TOKEN = TOKEN

    def samples():
        answer = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}", "host": "10.0.0.7"})
        assert answer.status_code == 200
        found: dict[str, dict[tuple[tuple[str, str], ...], float]] = {}
        for family in text_string_to_metric_families(answer.content.decode()):
            for each in family.samples:
                found.setdefault(each.name, {})[tuple(sorted(each.labels.items()))] = each.value
        return found

    return samples


@pytest.mark.parametrize("header", [None, "Bearer wrong", f"Basic {TOKEN}", "Bearer ", "Bearer é"])
def test_without_the_token_there_is_nothing(world, settings, client, header):
    settings.METRICS_TOKEN = TOKEN
    answer = client.get("/metrics", headers={"authorization": header} if header else {})
    assert (answer.status_code, answer.content) == (404, b"")


def test_without_a_token_in_the_settings_nobody_gets_in(world, settings, client):
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", headers={"authorization": "Bearer "}).status_code == 404


def test_requests_are_counted_by_pattern_and_class(world, browser_as, read):
    labels = (("method", "GET"), ("route", "incidents/<int:number>/"), ("status", "2xx"))
    before = read().get("turnout_request_seconds_count", {}).get(labels, 0)
    incident = world.raise_incident()
    browser_as(world.bo).get(f"/incidents/{incident.number}/")
    assert read()["turnout_request_seconds_count"][labels] == before + 1


def test_labels_stay_few_and_hold_no_words(world, browser_as, read, client):
    client.get("/the-secret-of-ada/?q=secret-of-ada")
    client.generic("SECRET", "/")
    browser_as(world.bo).get("/incidents/987654321/")
    found = read()
    assert not re.search("secret|987654321", str(found), re.IGNORECASE)
    counted = found["turnout_request_seconds_count"]
    assert (("method", "GET"), ("route", "(none)"), ("status", "4xx")) in counted
    assert any(("method", "OTHER") in labels for labels in counted)


def test_work_is_told(world, read):
    now = time_now.now()
    Job.objects.create(name="x", due_at=now - timedelta(minutes=3))
    Job.objects.create(name="x", due_at=None)
    Pulse(INSIDE).beat()
    found = read()
    assert (found["turnout_jobs_due"][()], found["turnout_jobs_stuck"][()]) == (1, 1)
    assert 180 <= found["turnout_jobs_lag_seconds"][()] < 200
    assert found["turnout_worker_silent_seconds"][("work", "inside"),] < 15
    assert found["turnout_events_recorded_total"][()] > 0
    assert found["turnout_database_up"][()] == 1


def test_deliveries_are_told_by_channel_and_state(world, read):
    told = Notification.objects.create(person=world.bo, kind="x", subject_kind="incident", subject_id="1")
    for number, state in enumerate([SENT, SENT, STUCK, DUE]):
        Delivery.objects.create(notification=told, channel="email", key=str(number), state=state)
    found = read()
    by_state = found["turnout_deliveries_last_hour"]
    assert by_state[(("channel", "email"), ("state", "sent"))] == 2
    assert by_state[(("channel", "email"), ("state", "stuck"))] == 1
    assert found["turnout_deliveries_stuck"] == {(("channel", "email"),): 1}
    assert found["turnout_deliveries_due"] == {(("channel", "email"),): 1}


def test_runs_of_reactions_are_counted_by_how_they_ended(world, read):
    def fail(payload):
        raise ValueError("Ada's private words")

    name = "tests.failing_once"
    engine.handlers[name] = fail
    try:
        Job.objects.create(name=name)
        engine.run_jobs()
    finally:
        del engine.handlers[name]
        Job.objects.filter(name=name).delete()
    assert read()["turnout_work_total"][(("name", name), ("outcome", "failed"))] == 1


def written(folder, name, role, requests, streams, age=0.0):
    """The file of another process."""
    families = [
        [
            "turnout_work",
            "counter",
            "x",
            [["turnout_work_total", {"name": "n", "outcome": "done"}, requests]],
        ],
        ["turnout_live_streams", "gauge", "x", [["turnout_live_streams", {}, streams]]],
        ["turnout_process_open_fds", "gauge", "x", [["turnout_process_open_fds", {}, 7]]],
    ]
    path = folder / f"{name}.json"
    path.write_text(json.dumps({"role": role, "families": families}))
    then = time.time() - age
    os.utime(path, (then, then))
    return path


def total(folder, name):
    samples = (each for family in metrics_shared.add_up(folder) for each in family.samples)
    return {tuple(each.labels.items()): each.value for each in samples if each.name == name}


def test_processes_are_added_up(tmp_path):
    written(tmp_path, "one", "web", requests=3, streams=10)
    written(tmp_path, "two", "web", requests=4, streams=5)
    written(tmp_path, "three", "worker", requests=1, streams=0)
    assert total(tmp_path, "turnout_work_total") == {(("name", "n"), ("outcome", "done")): 8}
    assert total(tmp_path, "turnout_live_streams") == {(): 15}
    assert total(tmp_path, "turnout_processes") == {(("role", "web"),): 2, (("role", "worker"),): 1}
    assert total(tmp_path, "turnout_process_open_fds") == {(("role", "web"),): 14, (("role", "worker"),): 7}


def test_a_process_that_is_gone_counts_for_what_it_did_but_holds_nothing(tmp_path):
    written(tmp_path, "gone", "web", requests=3, streams=10, age=60)
    written(tmp_path, "here", "web", requests=4, streams=5)
    assert total(tmp_path, "turnout_work_total") == {(("name", "n"), ("outcome", "done")): 7}
    assert total(tmp_path, "turnout_live_streams") == {(): 5}
    assert total(tmp_path, "turnout_processes") == {(("role", "web"),): 1}


def test_whoever_starts_alone_begins_anew_and_otherwise_the_folder_stays_small(tmp_path):
    for number in range(60):
        written(tmp_path, f"gone-{number}", "web", 1, 0, age=100 + number)
    written(tmp_path, "here", "web", 1, 0)
    shared = metrics_shared.Shared("web", tmp_path)
    shared._tidy()
    assert len(list(tmp_path.glob("*.json"))) == metrics_shared.MOST_GONE + 1
    (tmp_path / "here.json").unlink()
    shared._tidy()
    assert not list(tmp_path.iterdir())


def test_half_a_file_or_a_full_disk_stops_nothing(tmp_path):
    (tmp_path / "half.json").write_text('{"role": "we')
    shared = metrics_shared.Shared("web", tmp_path)
    shared.write()
    assert total(tmp_path, "turnout_processes") == {(("role", "web"),): 1}
    metrics_shared.Shared("web", tmp_path / "half.json" / "nowhere").write()


def test_what_this_process_counted_is_in_its_file(tmp_path):
    metrics.answered("incidents/", "GET", 200, 0.03)
    shared = metrics_shared.Shared("web", tmp_path)
    shared.begin()
    shared.end()
    labels = (("route", "incidents/"), ("method", "GET"), ("status", "2xx"))
    assert total(tmp_path, "turnout_request_seconds_count")[labels] >= 1
    assert total(tmp_path, "turnout_process_cpu_seconds_total")[("role", "web"),] > 0
