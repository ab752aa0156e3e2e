"""The log of an incident through the API."""

import json

import pytest

from tests.api.contract import faults
from tests.api.wire import known
from tests.keeping import change_label
from turnout.incidents.access.actions.roles import assign_role, end_role
from turnout.incidents.definitions.models.labels import Label
from turnout.incidents.fields.actions.defining import add_field
from turnout.incidents.fields.actions.fields import set_fields
from turnout.incidents.incident.actions.details import (
    change_severity,
    change_summary,
    change_type,
    rename_incident,
)
from turnout.incidents.incident.actions.lifecycle import change_status
from turnout.incidents.models import IncidentType, Role, Severity, Status
from turnout.incidents.raising.actions.streams import open_stream
from turnout.incidents.room.actions.material import add_link
from turnout.incidents.room.actions.merging import merge_incident
from turnout.incidents.room.actions.removing import remove_link
from turnout.incidents.room.actions.talking import post_message, post_update
from turnout.incidents.room.actions.tasks import add_task, change_task, delete_task, finish_task

PATH = "/v2/incident_activity_log_entries"


@pytest.fixture
def busy(world):
    """An incident in which all sorts of things happened."""
    incident, ada = world.raise_incident("Tills"), world.ada
    change_type(incident, IncidentType.objects.get(key="engineering"), by=ada)
    change_status(incident, Status.objects.get(key="fixing"), by=ada)
    change_severity(incident, Severity.objects.get(rank=1), by=ada)
    rename_incident(incident, "Zebrafish", by=ada)
    change_summary(incident, "Zebrafish", by=ada)
    lead = Role.objects.get(key="lead")
    assign_role(incident, lead, world.bo, by=ada)
    assign_role(incident, lead, world.ada, by=ada)
    end_role(incident, lead, by=ada)
    add_field(name="Zone", kind="text", by=world.gus)
    set_fields(incident, {"zone": "Zebrafish"}, by=ada)
    for kind in ("action", "follow_up"):
        task = add_task(incident, "Zebrafish", by=ada, kind=kind, owner=world.bo)
        task = change_task(task, title="Zebrafish!", owner=ada, due_on=None, by=ada)
        delete_task(finish_task(task, by=ada), by=ada)
    remove_link(add_link(incident, "https://example.org/", "Zebrafish", by=ada), by=ada)
    post_message(incident, "Zebrafish", by=ada)
    post_update(incident, "Zebrafish", by=ada)
    merge_incident(world.raise_incident("Zebrafish"), incident, by=ada)
    return incident


def entries(script, incident, **query):
    answer = script.get(PATH, incident_id=incident.pk, **query)
    assert faults(answer, known()["Incident Activity Log Entries V2#List"]["answer"]) == []
    return answer["incident_activity_log_entries"]


def test_every_entry_says_what_it_is_about(world, script_of, busy):
    change_label(busy, Label.RESTRICTED, by=world.ada)
    found = entries(script_of(world.ada), busy, page_size=250)
    contents = [(each["type"], each.get("content", {}).get(each["type"])) for each in found]
    by_type = dict(contents)
    ada, bo = ({"name": name} for name in ("Ada Moreno", "Bo Lindqvist"))

    def names(person):
        return {"name": person["name"]}

    roles = [content for type, content in contents if type == "role_update"]
    assert [names(each["new_assignee"]) for each in roles[:2]] == [bo, ada]
    assert "new_assignee" not in roles[2] and names(roles[2]["previous_assignee"]) == ada
    assert by_type["incident_rename"]["new_name"] == "Zebrafish"
    assert by_type["incident_update"]["message"] == "Zebrafish"
    assert by_type["custom_field_value_update"]["custom_field"]["name"] == "Zone"
    assert by_type["incident_merged"]["source_incident"]["name"] == "Zebrafish"
    assert by_type["action_updated"]["new_status"] == by_type["follow_up_updated"]["new_status"] == "deleted"
    assert by_type["incident_visibility_changed"]["new_visibility"] == "private"
    assert {"incident_attachment_added", "incident_attachment_removed"} <= by_type.keys()
    assert "said something" not in json.dumps(found)  # what is said is the room's


def test_it_comes_in_pages_and_by_id(world, script_of, busy):
    script = script_of(world.eve)
    everything = entries(script, busy, page_size=250)
    first = script.get(PATH, incident_id=busy.pk, page_size=7)
    rest = entries(script, busy, page_size=250, after=first["pagination_meta"]["after"])
    assert first["incident_activity_log_entries"] + rest == everything
    assert entries(script, busy, id=[everything[3]["id"], "²", "9" * 18]) == [everything[3]]
    script.get(PATH, incident_id=busy.pk, after="²", status=422)


def test_what_is_hidden_or_sealed_says_no_word(world, script_of, busy):
    other = world.raise_incident()
    stream = open_stream(busy, name="Press", by=world.ada)
    change_severity(stream, Severity.objects.get(rank=2), by=world.ada)
    assert entries(script_of(world.ada), busy, page_size=250)[-1]["incident_id"] == stream.pk
    change_label(busy, Label.SEALED, by=world.ada)
    found = entries(script_of(world.ada), busy, page_size=250)
    assert len(found) > 20 and "ebrafish" not in json.dumps(found) and "content" not in json.dumps(found)
    assert entries(script_of(world.eve), busy) == []
    assert entries(script_of(world.eve), other, id=[found[0]["id"]]) == []
