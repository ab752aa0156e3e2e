"""Scripts with a key of the organization's own."""

import pytest

from tests.api.contract import faults
from tests.api.script import Script
from tests.api.wire import known
from tests.keeping import change_label
from turnout.core.events.actors import ActorKind
from turnout.core.events.models import RecordedEvent
from turnout.core.people.actions.keys import create_api_key, revoke_api_key
from turnout.core.people.models import ApiKey
from turnout.core.people.permissions import Permission
from turnout.incidents.models import Incident

VIEW, RAISE, RESPOND = (
    Permission.INCIDENTS_VIEW, Permission.INCIDENTS_RAISE, Permission.INCIDENTS_RESPOND,
)  # fmt: skip


@pytest.fixture
def script(world):
    _key, secret = create_api_key("Backstage", [VIEW, RAISE, RESPOND], by=world.gus)
    return Script(secret)


def test_it_says_whose_it_is_and_what_it_may(script):
    told = script.get("/v1/identity")["identity"]
    assert told["name"] == "Backstage" and set(told["roles"]) == {
        "viewer",
        "incident_creator",
        "incident_editor",
    }


def test_what_it_does_is_said_to_be_its_own(world, script, browser_as, settle):
    made = script.create()
    script.post(
        f"/v2/incidents/{made['id']}/actions/edit",
        {"incident": {"name": "Till 5"}, "notify_incident_channel": False},
    )
    settle()
    doers = {each.doer for each in RecordedEvent.objects.filter(subject_id=made["id"], source="api")}
    assert {(each.kind, each.label) for each in doers} == {(ActorKind.API_KEY, "Backstage")}
    page = browser_as(world.bo).get(f"/incidents/{Incident.objects.get().number}/").content.decode()
    assert "Backstage" in page


def test_the_same_sent_again_makes_one(world, script):
    other = Script(create_api_key("Another", [VIEW, RAISE], by=world.gus)[1])
    body = {"idempotency_key": "k", "visibility": "public", "name": "Till 4"}
    ids = {script.post("/v2/incidents", body)["incident"]["id"] for _nth in range(2)}
    assert len(ids) == 1
    assert other.post("/v2/incidents", body)["incident"]["id"] not in ids  # another's key is another's


def test_it_sees_what_is_open_and_nothing_else(world, script):
    hidden = world.raise_incident("Hush")
    world.raise_incident("Known to all")
    change_label(hidden, "restricted", by=world.ada)
    assert script.names() == ["Known to all"]
    script.get(f"/v2/incidents/{hidden.pk}", status=404)


def test_it_may_what_it_was_given_until_it_is_revoked(world):
    key, secret = create_api_key("Reader", [VIEW], by=world.gus)
    script = Script(secret)
    assert script.create(status=403)["type"] == "resource_forbidden"
    revoke_api_key(ApiKey.objects.get(pk=key.pk), by=world.gus)
    assert script.get("/v1/identity", status=401)["type"] == "authentication_error"


def test_what_only_a_person_can_do_is_said(world, script):
    made = script.create()
    body = {"incident_id": made["id"], "description": "Close the tap"}
    assert script.post("/v3/actions", body, status=403)["type"] == "resource_forbidden"


def test_keys_are_made_changed_rotated_and_revoked_by_script(world, script_of):
    script = script_of(world.gus)
    body = {
        "name": "Terraform",
        "role_names": ["viewer"],
        "team_ids": [],
        "team_role_names": [],
        "comments": " C ",
    }
    made = script.post("/v1/api_keys", body, 201)
    assert faults(made, known()["API Keys V1#Create"]["answer"]) == []
    key, at = made["api_key"], f"/v1/api_keys/{made['api_key']['id']}"
    assert (key["comments"], key["creator"]["user"]["id"]) == (" C ", world.gus.pk)
    Script(made["token"]).get("/v2/incidents")
    wanted = {**body, "role_names": ["viewer", "incident_creator"]}
    assert script.put(at, wanted)["api_key"] == script.get(at)["api_key"]
    Script(made["token"]).create()
    rotated = script.post(f"{at}/actions/rotate", {"grace_period_minutes": 0}, 201)
    Script(made["token"]).get("/v2/incidents", status=401)
    Script(rotated["token"]).get("/v2/incidents")
    script.delete(at)
    Script(rotated["token"]).get("/v2/incidents", status=401)
    script.post("/v1/api_keys", {**body, "role_names": ["workflows_editor"]}, 422)
    script_of(world.bo).get("/v1/api_keys", status=403)
