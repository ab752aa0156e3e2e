"""Everything the API declares and answers, beside the facts of the wire format it speaks."""

import re
from typing import Any

import pytest

from tests.api.contract import differences, faults
from tests.api.wire import known
from turnout.api.wire.discovery import operations
from turnout.core.events.models import RecordedEvent
from turnout.core.people.actions.keys import create_api_key
from turnout.core.people.actions.teams import create_team
from turnout.core.people.permissions import Permission
from turnout.incidents.access.actions.roles import assign_role
from turnout.incidents.definitions.actions.definitions import add_definition
from turnout.incidents.fields.actions.defining import add_field
from turnout.incidents.fields.actions.fields import set_fields
from turnout.incidents.fields.actions.forms import add_element
from turnout.incidents.incident.actions.lifecycle import accept_incident, resolve_incident
from turnout.incidents.models import CustomField, FieldKind, IncidentType, Role, Severity, Status, Term
from turnout.incidents.room.actions.material import add_link
from turnout.incidents.room.actions.noting import note_timeline_item
from turnout.incidents.room.actions.relating import relate_incidents
from turnout.incidents.room.actions.talking import pin_entry, post_update
from turnout.incidents.room.actions.tasks import add_task, finish_task
from turnout.reviews.actions.writing import start_review

LISTS = [each for each in operations() if each.name.startswith("List") and each.permission]


def test_every_operation_is_declared_as_the_wire_has_it():
    wrong = {
        each.id: found
        for each in operations()
        if (found := differences(each, known()[each.id]) if each.id in known() else ["there is none"])
    }
    assert wrong == {}


@pytest.fixture
def busy_world(world):
    """An incident in which everything there can be is set, and one with nothing."""
    incident = world.raise_incident(
        summary="Since the release",
        severity=Severity.objects.get(rank=1),
        type=IncidentType.objects.get(key="engineering"),
    )
    fill_in(incident, world)
    for role in Role.objects.all():
        assign_role(incident, role, world.bo, by=world.ada)
    for kind in ("action", "follow_up"):
        add_task(incident, "Look", by=world.ada, kind=kind)
        finish_task(add_task(incident, "Look", by=world.ada, kind=kind, owner=world.bo), by=world.bo)
    post_update(incident, "We are on it", by=world.ada)
    note_timeline_item(incident, "Shipped 4.2", "", at=incident.reported_at, by=world.ada)
    pin_entry(incident, RecordedEvent.objects.filter(subject_id=incident.pk).earliest("pk"), by=world.ada)
    add_link(incident, "https://example.org/board", "The board", by=world.ada)
    relate_incidents(incident, world.raise_incident("Nothing is known yet"), by=world.ada)
    start_review(resolve_incident(accept_incident(incident, by=world.bo), by=world.bo), by=world.bo)
    ask_in_forms(world)
    add_definition(Term, name="PSP", description="Who takes card payments for us", by=world.gus)
    create_api_key("Terraform", [Permission.INCIDENTS_VIEW, Permission.PEOPLE_VIEW], by=world.gus)
    return world


def ask_in_forms(world):
    """A question with all that can be said of one."""
    when = [[{"of": "field.number", "is": "more_than", "values": ["3"]}, {"of": "private", "is": "is_false"}]]
    worse = [[{"of": "severity", "is": "at_least", "values": ["2"]}]]
    field = CustomField.objects.get(key="multi_select")
    how: Any = {"required": "if", "required_if": worse, "show_if": when, "help": "All that it reached"}
    add_element("resolve", field=field, default=["north", "south"], by=world.gus, **how)


def fill_in(incident, world):
    """A field of each kind, with something in it."""
    team = create_team("Riders", by=world.gus)
    values = {
        "single_select": "north", "multi_select": ["north", "south"], "text": "As it is", "number": "12.5",
        "link": "https://example.org/", "date": "2026-03-29", "person": world.bo, "team": team,
    }  # fmt: skip
    for kind in FieldKind:
        options = ["North", "South"] if "select" in kind else ()
        add_field(name=kind.value, kind=kind, options=options, by=world.gus)
    set_fields(incident, values, by=world.bo)


def test_lists_and_what_is_in_them_are_as_the_wire_has_it(busy_world, script_of):
    script = script_of(busy_world.gus)
    shows = {each.path for each in operations() if each.name.startswith("Show")}
    for each in LISTS:
        path = each.path.replace("{user_id}", busy_world.ada.pk)
        answer = script.get(path, **needed(each, script))
        assert faults(answer, known()[each.id]["answer"]) == [], each.id
        rows = next(rows_in(answer))
        assert rows, f"{each.id} lists nothing: let the busy world have one"
        if f"{each.path}/{{id}}" in shows:
            for row in rows:
                shown = script.get(f"{each.path}/{row['id']}")
                assert [row] == [*shown.values()], each.id


def rows_in(answer):
    """The lists in an answer, wherever they are."""
    for value in answer.values():
        if isinstance(value, list):
            yield value
        elif isinstance(value, dict):
            yield from rows_in(value)


def needed(operation, script):
    """What a list can't do without."""
    if "custom_field_id" in operation.query.plain:
        return {"custom_field_id": script.get("/v2/custom_fields")["custom_fields"][0]["id"]}
    if (asked := operation.query.plain.get("incident_id")) and asked.required:
        return {"incident_id": script.get("/v2/incidents")["incidents"][-1]["id"]}
    return {}


def test_identity_is_as_the_wire_has_it(world, script_of):
    for person in (world.eve, world.ada, world.gus, world.finn):
        answer = script_of(person).get("/v1/identity")
        assert faults(answer, known()["Utilities V1#Identity"]["answer"]) == []


def test_a_created_incident_is_as_the_wire_has_it(world, script_of):
    for mode in ("standard", "retrospective", "test", "tutorial"):
        for status in Status.objects.exclude(key="merged"):
            made = script_of(world.ada).create(mode=mode, incident_status_id=status.pk)
            assert faults({"incident": made}, known()["Incidents V2#Create"]["answer"]) == []


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 413, 422])
def test_errors_are_as_the_wire_has_it(world, script_of, status):
    script, closed = script_of(world.eve), Status.objects.get(key="closed").pk
    error = {
        400: lambda: script.post("/v2/incidents", "x", 400),
        401: lambda: type(script)("wrong").get("/v2/incidents", 401),
        403: lambda: script.create(incident_status_id=closed, status=403),
        404: lambda: script.get("/v2/incidents/1", 404),
        405: lambda: script.post("/v2/users", {}, 405),
        413: lambda: script.create(summary="x" * 300_000, status=413),
        422: lambda: script.create(visibility="secret", status=422),
    }[status]()
    assert faults(error, "ErrorResponse") == []
    assert (error["status"], bool(re.fullmatch(r"[0-9a-f]{32}", error["request_id"]))) == (status, True)


def test_the_check_itself_finds_what_is_wrong():
    wrong = {"severity": {"id": 7, "rank": True, "created_at": "today", "colour": "red"}}
    assert len(faults(wrong, known()["Severities V1#Show"]["answer"])) >= 6
