"""Raising incidents through the API."""

import json
import threading

import pytest
from django.db import connection

from tests.api.script import pointers
from turnout.api.actions.creating import Wanted, create_incident
from turnout.core.events.models import RecordedEvent
from turnout.incidents.incident.actions.details import change_summary
from turnout.incidents.models import Incident, IncidentType, Role, Severity, Status


def test_a_script_raises_an_incident(world, script_of):
    severity = Severity.objects.get(rank=2)
    made = script_of(world.ada).create(name="Till 4 is dead", summary="No light", severity_id=severity.pk)
    incident = Incident.objects.get(pk=made["id"])
    assert (incident.name, incident.summary, incident.severity) == ("Till 4 is dead", "No light", severity)
    assert (incident.reporter, incident.category) == (world.ada, "triage")
    assert incident.type
    assert incident.type.key == "unsure"
    raised = RecordedEvent.objects.get(subject_id=incident.pk)
    assert (raised.verb, raised.source, raised.actor) == ("incident.raised", "api", world.ada)


def test_the_answer_is_what_asking_again_answers(world, script_of):
    script, kind = script_of(world.ada), IncidentType.objects.get(key="security")
    for wanted in (
        {},
        {"summary": "No light", "severity_id": Severity.objects.get(rank=2).pk, "mode": "test"},
        {"visibility": "private"},
        {"incident_type_id": kind.pk, "mode": "retrospective"},
    ):
        made = script.create(idempotency_key=str(wanted), **wanted)
        assert script.get(f"/v2/incidents/{made['id']}")["incident"] == made


def test_the_same_key_gives_the_same_incident(world, script_of):
    script, live = script_of(world.ada), Status.objects.get(key="fixing").pk
    first = script.create(idempotency_key="alert-17", incident_status_id=live)
    change_summary(Incident.objects.get(), "Changed since", by=world.bo)
    again = script.create(idempotency_key="alert-17", incident_status_id=live, name="Another name")
    assert (again["id"], again["name"], again["summary"]) == (first["id"], "Till 4 is dead", "Changed since")
    assert Incident.objects.count() == 1


def test_a_key_is_its_persons_own(world, script_of):
    script_of(world.ada).create(idempotency_key="1", visibility="private")
    script_of(world.eve).create(idempotency_key="1")
    assert Incident.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_the_same_key_at_the_same_moment_makes_one_incident(world):
    found = []

    def ask() -> None:
        found.append(create_incident(Wanted(name="Till 4 is dead"), key="k", by=world.ada).pk)
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(found), len(set(found))) == (6, 1)


def test_a_refused_request_does_not_use_its_key_up(world, script_of):
    script, merged = script_of(world.ada), Status.objects.get(key="merged").pk
    script.create(idempotency_key="k", incident_status_id=merged, status=422)
    assert not Incident.objects.exists()
    assert script.create(idempotency_key="k")["reference"] == "INC-1"


def test_everything_a_script_may_say(world, script_of):
    lead, kind = Role.objects.get(key="lead"), IncidentType.objects.get(key="security")
    made = script_of(world.ada).create(
        visibility="private",
        mode="retrospective",
        incident_type_id=kind.pk,
        incident_status_id=Status.objects.get(key="closed").pk,
        incident_role_assignments=[{"incident_role_id": lead.pk, "assignee": {"email": "BO@example.org"}}],
        incident_timestamp_values=[
            {"incident_timestamp_id": "00000000000000000000000001", "value": "2024-05-01T10:00:00+02:00"}
        ],
    )
    assert (made["visibility"], made["mode"]) == ("private", "retrospective")
    assert (made["incident_type"]["name"], made["incident_status"]["category"]) == ("Security", "closed")
    assert made["incident_role_assignments"][0]["assignee"]["id"] == world.bo.pk
    assert made["incident_timestamp_values"][0]["value"] == {"value": "2024-05-01T08:00:00.000Z"}


def test_a_type_for_private_matters_makes_them_private(world, script_of):
    kind = IncidentType.objects.get(key="privacy")
    assert script_of(world.eve).create(incident_type_id=kind.pk)["visibility"] == "private"


def test_eve_may_report_but_not_decide(world, script_of):
    script = script_of(world.eve)
    script.create()
    error = script.create(incident_status_id=Status.objects.get(key="closed").pk, status=403)
    assert (error["type"], pointers(error)) == ("resource_forbidden", ["/incident_status_id"])


def test_all_faults_are_told_at_once_each_with_its_field(world, script_of):
    body = {
        "severity_id": "01ARZ3NDEKTSV4RRFFQ69G5FAV",
        "mode": "holiday",
        "summary": "x" * 20_001,
        "incident_role_assignments": [{"assignee": {"id": world.bo.pk}}, {"assignee": {"id": "x"}}],
        "custom_field_entries": [{"values": []}],
        "retrospective_incident_options": {"external_id": 7},
        "incident_timestamp_values": [{"incident_timestamp_id": "x"}],
    }
    error = script_of(world.ada).post("/v2/incidents", body, status=422)
    assert set(pointers(error)) == {
        "/idempotency_key", "/visibility", "/severity_id", "/mode", "/summary",
        "/incident_role_assignments/0/incident_role_id", "/incident_role_assignments/1/incident_role_id",
        "/incident_role_assignments/1/assignee",
        "/custom_field_entries/0/custom_field_id", "/retrospective_incident_options/external_id",
        "/incident_timestamp_values/0/incident_timestamp_id",
    }  # fmt: skip


@pytest.mark.parametrize("name", [7, True, ["x"], {"x": 1}, "\x00", "\ud800", "x" * 1001])
def test_a_name_that_is_none_is_refused(world, script_of, name):
    body = json.dumps({"idempotency_key": "k", "visibility": "public", "name": name})
    assert pointers(script_of(world.ada).post("/v2/incidents", body, status=422)) == ["/name"]


def test_a_long_name_is_kept_whole_in_the_summary(world, script_of):
    made = script_of(world.ada).create(name="word " * 60, summary="And more")
    assert made["name"].endswith("…")
    assert made["summary"].endswith("word\n\nAnd more")


@pytest.mark.parametrize(
    "body",
    ["", "{", "[]", "null", '{"name": NaN}', b"\xff\xfe", "[" * 100_000, '{"name": ' + "9" * 5000 + "}"],
)
def test_a_body_that_is_no_json_object_is_told(world, script_of, body):
    assert script_of(world.ada).post("/v2/incidents", body, status=400)["type"] == "invalid_request_error"


def test_too_large_a_body_is_told(world, script_of):
    script = script_of(world.ada)
    assert script.create(summary="x" * 300_000, status=413)["type"] == "payload_too_large"
    assert script.create(summary="x" * 3_000_000, status=413)["type"] == "payload_too_large"


def test_nobody_is_called_for_a_test(world, settle, script_of):
    made = script_of(world.ada).create(mode="test")
    assert RecordedEvent.objects.get(subject_id=made["id"], verb="incident.raised").event.quiet


def test_a_key_is_forgotten_after_thirty_days(world, script_of, clock):
    script = script_of(world.ada)
    wanted = {"idempotency_key": "once", "visibility": "public", "name": "Freezer warm"}
    first = script.post("/v2/incidents", wanted)["incident"]["id"]
    clock.forward(days=29)
    assert script.post("/v2/incidents", wanted)["incident"]["id"] == first
    clock.forward(days=2)
    assert script.post("/v2/incidents", wanted)["incident"]["id"] != first


def test_what_is_over_already_says_when_it_was(world, script_of):
    began, ended = "00000000000000000000000001", "00000000000000000000000004"
    times = [
        {"incident_timestamp_id": began, "value": "2024-05-01T10:00:00Z"},
        {"incident_timestamp_id": ended, "value": "2024-05-01T12:00:00Z"},
    ]
    script = script_of(world.ada)
    script.create(incident_timestamp_values=times, status=422)
    made = script.create(mode="retrospective", idempotency_key="k2", incident_timestamp_values=times)
    assert made["incident_status"]["category"] == "learning"
    assert made["incident_timestamp_values"][3]["value"] == {"value": "2024-05-01T12:00:00.000Z"}


def test_the_first_version_of_the_wire_makes_the_same_incidents(world, script_of):
    script = script_of(world.bo)
    body = {"idempotency_key": "v1", "visibility": "public", "name": "Till 4", "status": "fixing"}
    made = script.post("/v1/incidents", body)["incident"]
    assert (made["status"], made["mode"]) == ("fixing", "real")
    assert script.get(f"/v2/incidents/{made['id']}")["incident"]["incident_status"]["category"] == "live"
    found = script.get("/v1/incidents?status=fixing&status=closed")["incidents"]
    assert [each["id"] for each in found] == [made["id"]]
    assert script.get("/v1/incidents?status=triage")["incidents"] == []
