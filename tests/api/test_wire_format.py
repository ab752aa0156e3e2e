"""Every answer against the published schema of the wire format, where that file lies beside the project."""

import json
import re
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from turnout.core.people.actions.teams import create_team
from turnout.incidents.access.actions.roles import assign_role
from turnout.incidents.fields.actions.defining import add_field
from turnout.incidents.fields.actions.fields import set_fields
from turnout.incidents.models import FieldKind, IncidentType, Role, Severity, Status
from turnout.incidents.room.actions.tasks import add_task, finish_task

SCHEMA = Path(__file__).parents[3] / "shared" / "domain" / "incidentio-openapi.json"
KINDS: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
}


@cache
def schema() -> dict[str, Any]:
    if not SCHEMA.exists():
        pytest.skip(f"the schema of the wire format isn't here ({SCHEMA.name} in ../shared/domain)")
    found: dict[str, Any] = json.loads(SCHEMA.read_text())
    return found


def answer_schema(method: str, path: str, status: str) -> dict[str, Any]:
    content = schema()["paths"][path][method]["responses"][status]["content"]
    found: dict[str, Any] = content["application/json"]["schema"]
    return found


def faults(value: Any, wanted: dict[str, Any], at: str = "") -> list[str]:
    """Where `value` isn't what the schema says. A field the schema doesn't know is a fault too."""
    if "$ref" in wanted:
        wanted = schema()["components"]["schemas"][wanted["$ref"].rsplit("/", 1)[1]]
    kind = wanted.get("type", "object")
    if not isinstance(value, KINDS[kind]) or (kind in ("integer", "number") and isinstance(value, bool)):
        return [f"{at} should be {kind}, is {value!r}"]
    if "enum" in wanted and value not in wanted["enum"]:
        return [f"{at} may not be {value!r}"]
    if wanted.get("format") == "date-time":
        return [] if value.endswith("Z") and datetime.fromisoformat(value) else [f"{at} is no time: {value}"]
    if kind == "string":
        return [f"{at} is too short"] if len(value) < wanted.get("minLength", 0) else []
    if kind == "array":
        return [each for n, part in enumerate(value) for each in faults(part, wanted["items"], f"{at}/{n}")]
    if kind == "object" and "properties" in wanted:
        known = wanted["properties"]
        found = [f"{at}/{name} is missing" for name in wanted.get("required", ()) if name not in value]
        found += [f"{at}/{name} is unknown" for name in value if name not in known]
        return found + [
            each
            for name in value
            if name in known
            for each in faults(value[name], known[name], f"{at}/{name}")
        ]
    return []


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
    world.raise_incident("Nothing is known yet")
    return world


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


LISTS = {
    "/v1/severities": "severities",
    "/v1/incident_statuses": "incident_statuses",
    "/v1/incident_types": "incident_types",
    "/v1/incident_roles": "incident_roles",
    "/v2/incident_roles": "incident_roles",
    "/v2/incident_timestamps": "incident_timestamps",
    "/v2/incidents": "incidents",
    "/v2/custom_fields": "custom_fields",
    "/v2/users": "users",
    "/v2/actions": "actions",
    "/v2/follow_ups": "follow_ups",
}


@pytest.mark.parametrize("path", LISTS)
def test_lists_and_what_is_in_them_are_as_the_schema_says(busy_world, script_of, path):
    script = script_of(busy_world.gus)
    answer = script.get(path)
    assert answer[LISTS[path]]
    assert faults(answer, answer_schema("get", path, "200")) == []
    for each in answer[LISTS[path]]:
        shown = script.get(f"{path}/{each['id']}")
        assert [each] == [*shown.values()]
        assert faults(shown, answer_schema("get", f"{path}/{{id}}", "200")) == []


def test_options_of_a_field_are_as_the_schema_says(busy_world, script_of):
    script, path = script_of(busy_world.gus), "/v1/custom_field_options"
    field = script.get("/v2/custom_fields")["custom_fields"][0]
    answer = script.get(path, custom_field_id=field["id"])
    assert [each["value"] for each in answer["custom_field_options"]] == ["North", "South"]
    assert faults(answer, answer_schema("get", path, "200")) == []
    for each in answer["custom_field_options"]:
        shown = script.get(f"{path}/{each['id']}")
        assert shown == {"custom_field_option": each}
        assert faults(shown, answer_schema("get", f"{path}/{{id}}", "200")) == []


def test_identity_is_as_the_schema_says(world, script_of):
    for person in (world.eve, world.ada, world.gus, world.finn):
        answer = script_of(person).get("/v1/identity")
        assert faults(answer, answer_schema("get", "/v1/identity", "200")) == []


def test_a_created_incident_is_as_the_schema_says(world, script_of):
    for mode in ("standard", "retrospective", "test", "tutorial"):
        for status in Status.objects.exclude(key="merged"):
            made = script_of(world.ada).create(mode=mode, incident_status_id=status.pk)
            assert faults({"incident": made}, answer_schema("post", "/v2/incidents", "200")) == []


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 413, 422])
def test_errors_are_as_the_schema_says(world, script_of, status):
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
    assert faults(error, answer_schema("post", "/v2/incidents", str(status))) == []
    assert (error["status"], bool(re.fullmatch(r"[0-9a-f]{32}", error["request_id"]))) == (status, True)


def test_the_check_itself_finds_what_is_wrong():
    wanted = answer_schema("get", "/v1/severities/{id}", "200")
    wrong = {"severity": {"id": 7, "rank": True, "created_at": "today", "colour": "red"}}
    assert len(faults(wrong, wanted)) >= 6
