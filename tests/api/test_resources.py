"""What holds for every resource: what was sent is what is read back, and nothing else."""

from typing import Any

import pytest

from tests.api.contract import faults
from tests.api.samples import sample
from tests.api.wire import known
from turnout.api.wire.discovery import operations, resources
from turnout.core.people.permissions import Permission
from turnout.incidents.fields.actions.defining import add_field
from turnout.incidents.models import IncidentType

WRITTEN = [each for each in resources() if each.create]
KNOWN: dict[str, dict[str, Any]] = {
    "Custom Fields V2": {"field_type": "single_select"},
    "Custom Fields V1": {"field_type": "text", "required": "never", "required_v2": "never"},
    "Incident Forms V3": {
        "form_type": "accept",
        "lifecycle_elements": [{"element_type": "summary", "description": "  Two  lines \n"}],
    },
}
"""By tag, what a body's field has to be where a value drawn from its type won't do."""


@pytest.fixture
def place(world):
    """What bodies may name: an incident, an incident type, a custom field."""
    field = add_field(name="Zone", kind="single_select", options=["North"], by=world.gus)
    return {
        "incident_id": world.raise_incident(by=world.gus).pk,
        "incident_type_id": IncidentType.objects.get(key="engineering").pk,
        "custom_field_id": field.pk,
    }


@pytest.mark.parametrize("resource", WRITTEN, ids=lambda each: each.tag)
def test_what_was_put_is_what_is_got(place, world, script_of, resource):
    script, fixed = script_of(world.finn), {**place, **KNOWN.get(resource.tag, {})}
    body = sample(resource.body, 1, fixed)
    answer = script.post(resource.path, body, resource.created)
    made = as_sent(resource, answer, body, "Create")
    at = f"{resource.path}/{made['id']}"
    if resource.shows:
        assert script.get(at)[resource.one] == made
    if resource.update:
        body = sample(resource.changes or resource.body, 2, fixed)
        made = as_sent(resource, script.put(at, body), body, "Update")
        if resource.shows:
            assert script.get(at)[resource.one] == made
        assert as_sent(resource, script.put(at, body), body, "Update") == {**made, **changing(made)}
    if resource.delete:
        script.delete(at, resource.deleted)
        if resource.lists and "incident_id" not in resource.query.plain:
            listed = script.get(resource.path, **asked(resource, place))[resource.many]
            assert made["id"] not in [each["id"] for each in listed]


def as_sent(resource, answer, body, name):
    """The one in an answer that is as the wire has it, and says what was sent."""
    name = resource.names.get(name, name)
    assert faults(answer, known()[f"{resource.tag}#{name}"]["answer"]) == []
    made = answer[resource.one]
    assert in_both(made, body) == in_both(body, made)
    return made


def in_both(these: Any, those: Any) -> Any:
    """What these say of all that both say something of, in objects and lists within them too."""
    if isinstance(these, list) and isinstance(those, list) and len(these) == len(those):
        return [in_both(this, that) for this, that in zip(these, those, strict=True)]
    if not (isinstance(these, dict) and isinstance(those, dict)):
        return these
    return {name: in_both(these[name], those[name]) for name in these if name in those}


def changing(made):
    return {}


def asked(resource, place):
    return {name: place[name] for name, part in resource.query.plain.items() if part.required}


def test_a_parameter_nobody_knows_is_refused_everywhere(world, script_of):
    script = script_of(world.finn)
    for each in operations():
        if each.method == "GET" and each.permission and "{" not in each.path:
            answer = script.client.get(each.path, {"colour": "red"})
            assert answer.status_code == 422, each.id


def test_who_may_not_change_settings_changes_nothing(world, script_of):
    script = script_of(world.eve)
    for each in operations():
        if each.permission == Permission.SETTINGS_MANAGE:
            path = each.path.replace("{id}", "01ARZ3NDEKTSV4RRFFQ69G5FAV")
            answer = script.client.generic(each.method, path, "{}", content_type="application/json")
            assert answer.status_code == 403, each.id
