"""From which IP addresses keys and tokens are taken."""

import pytest

from turnout.core.events.models import RecordedEvent
from turnout.core.people.actions.allowlist import change_allowlist
from turnout.core.people.actions.keys import create_api_key
from turnout.core.people.errors import NotPossible
from turnout.core.people.models import AllowedRange, Allowlist
from turnout.core.people.permissions import Permission

PATH = "/v1/ip_allowlists"
OFFICE: AllowedRange = {"value": "192.0.2.0/24", "label": "London"}
HERE: AllowedRange = {"value": "127.0.0.1", "label": ""}


def body(*ranges, enabled=True, version=0):
    return {"enabled": enabled, "allowlist": [*ranges], "version": version}


def test_keys_and_tokens_are_taken_from_these_addresses_alone(world, script_of):
    script, other = script_of(world.gus), script_of(world.ada)
    _key, secret = create_api_key("Backstage", [Permission.INCIDENTS_VIEW], by=world.gus)
    change_allowlist(is_on=True, ranges=[OFFICE], by=world.gus)
    assert "127.0.0.1" in other.get("/v2/incidents", status=403)["errors"][0]["message"]
    other.get("/v9/nothing", status=403)
    script.get("/v1/ip_ranges")  # needs no token
    for address, status in (("192.0.2.9", 200), ("::ffff:192.0.2.9", 200), ("203.0.113.9", 403), ("", 403)):
        for key in (secret, script.key):
            headers = {"Authorization": f"Bearer {key}"}
            answer = script.client.get("/v1/severities", headers=headers, REMOTE_ADDR=address)
            assert answer.status_code == status, address
    change_allowlist(is_on=False, ranges=[OFFICE], by=world.gus)
    other.get("/v2/incidents")


def test_whoever_is_refused_is_remembered_by_key_or_person(world, script_of):
    _key, secret = create_api_key("Backstage", [Permission.INCIDENTS_VIEW], by=world.gus)
    script = script_of(world.ada)
    change_allowlist(is_on=True, ranges=[OFFICE], by=world.gus)
    script.client.get("/v1/identity", headers={"Authorization": f"Bearer {secret}"})
    script.get("/v1/identity", status=403)  # within the same minute
    found = Allowlist.get()
    assert (found.refused_name, found.refused_from) == ("Backstage", "127.0.0.1")


def test_a_script_sets_it_and_cannot_lock_itself_out(world, script_of):
    script = script_of(world.gus)
    assert script.get(PATH) == {"ip_allowlist": {"enabled": False, "allowlist": [], "version": 0}}
    assert "127.0.0.1" in script.put(PATH, body(OFFICE), 422)["errors"][0]["message"]
    made = script.put(PATH, body(OFFICE, HERE))["ip_allowlist"]
    assert (made["enabled"], made["allowlist"], made["version"]) == (
        True,
        [OFFICE, {"value": "127.0.0.1"}],
        1,
    )
    assert script.get(PATH)["ip_allowlist"] == made
    script.put(PATH, body(HERE, version=0), 422)  # somebody read an older one
    script.put(PATH, body(enabled=True, version=1), 422)  # it would let in nobody
    script.put(PATH, body({"value": "192.0.2.300"}, version=1), 422)
    script_of(world.ada).get(PATH, 403)
    event = RecordedEvent.objects.get(verb="allowlist.changed")
    assert (event.actor, event.data["ranges"]) == (world.gus, ["192.0.2.0/24", "127.0.0.1"])


@pytest.mark.once
def test_what_is_no_address_is_refused_at_every_door(world):
    for text in ("somewhere", "192.0.2.0/33", "192.0.2.1-9", ""):
        with pytest.raises(NotPossible):
            change_allowlist(is_on=True, ranges=[{"value": text, "label": ""}], by=world.gus)
