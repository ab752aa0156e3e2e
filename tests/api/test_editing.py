"""Changing incidents by script: roles, times, the link of the call; all of it or nothing."""

from tests.api.script import pointers
from turnout.incidents.models import Role, Severity

STARTED = "00000000000000000000000001"
EDIT = "/v2/incidents/{}/actions/edit"


def edit(script, incident, status=200, **wanted):
    body = {"incident": wanted, "notify_incident_channel": False}
    answer = script.post(EDIT.format(incident.pk), body, status)
    return answer.get("incident", answer)


def test_roles_times_and_the_call_are_set_and_taken_back(world, script_of):
    incident, script, lead = world.raise_incident(), script_of(world.bo), Role.objects.get(key="lead")
    changed = edit(
        script,
        incident,
        call_url="https://meet.example.org/1",
        incident_role_assignments=[{"incident_role_id": lead.pk, "assignee": {"email": "ada@example.org"}}],
        incident_timestamp_values=[{"incident_timestamp_id": STARTED, "value": "2026-01-05T10:00:00Z"}],
    )
    assert changed["call_url"] == "https://meet.example.org/1"
    assert changed["incident_role_assignments"][0]["assignee"]["id"] == world.ada.pk
    assert changed["incident_timestamp_values"][0]["value"] == {"value": "2026-01-05T10:00:00.000Z"}
    assert script.names(**{f"incident_role[{lead.pk}][one_of]": world.ada.pk}) == [incident.name]
    assert script.names(**{f"incident_role[{lead.pk}][is_blank]": "true"}) == []
    changed = edit(
        script,
        incident,
        call_url="",
        incident_role_assignments=[{"incident_role_id": lead.pk}],
        incident_timestamp_values=[{"incident_timestamp_id": STARTED}],
    )
    assert "call_url" not in changed
    assert changed["incident_role_assignments"] == []
    assert "value" not in changed["incident_timestamp_values"][0]


def test_where_one_part_cannot_be_done_nothing_is(world, script_of):
    incident, script = world.raise_incident(), script_of(world.bo)
    worst = Severity.objects.get(rank=1).pk
    edit(script, incident, 422, severity_id=worst, call_url="no address")
    assert "severity" not in script.get(f"/v2/incidents/{incident.pk}")["incident"]
    error = edit(script, incident, 422, severity_id="x", call_url=7)
    assert pointers(error) == ["/incident/severity_id", "/incident/call_url"]


def test_an_incident_needs_no_name(world, script_of):
    script = script_of(world.ada)
    assert script.create(name="", summary="Tills are dead\nAll of them")["name"] == "Tills are dead"
    assert script.create(name=None)["name"] == "New incident"
