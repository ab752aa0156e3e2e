"""Custom fields for scripts: set, filled in, read back, and filtered by."""

import pytest

from tests.api.script import pointers
from turnout.core.people.actions.teams import create_team
from turnout.incidents.fields.actions.defining import add_field
from turnout.incidents.models import CustomField


@pytest.fixture
def zone(world):
    return add_field(name="Zone", kind="single_select", options=["North", "South"], by=world.gus)


@pytest.fixture
def riders(world):
    return add_field(name="Riders missing", kind="number", by=world.gus)


def entry(field, **value):
    return {"custom_field_id": field.pk, "values": [value] if value else []}


def held(incident):
    """What an answer says the fields hold, by name."""
    return {
        each["custom_field"]["name"]: [
            value["value_option"]["value"] if "value_option" in value else next(iter(value.values()))
            for value in each["values"]
        ]
        for each in incident["custom_field_entries"]
    }


def test_a_script_with_an_admins_token_sets_fields_and_options(world, script_of):
    script = script_of(world.gus)
    body = {"name": "Zone", "description": "On the map", "field_type": "single_select"}
    field = script.post("/v2/custom_fields", body, 201)["custom_field"]
    path, made = "/v1/custom_field_options", []
    for value, sort_key in (("North", 20), ("South", 10)):
        option = {"custom_field_id": field["id"], "value": value, "sort_key": sort_key}
        made.append(script.post(path, option, 201)["custom_field_option"])
    script.put(f"{path}/{made[0]['id']}", {"value": "Far north", "sort_key": 5})
    script.put(f"/v2/custom_fields/{field['id']}", {**body, "name": "Area"})
    zone = CustomField.objects.get()
    assert (zone.name, [each.value for each in zone.options]) == ("Area", ["Far north", "South"])
    script.delete(f"{path}/{made[1]['id']}")
    script.delete(f"/v2/custom_fields/{field['id']}")
    assert not CustomField.objects.exists()
    script_of(world.ada).post("/v2/custom_fields", body, 403)


def test_fields_are_filled_in_while_raising_and_later(world, script_of, zone, riders):
    script = script_of(world.bo)
    entries = [entry(zone, value_option_id=zone.option("north").pk), entry(riders, value_numeric="12.50")]
    made = script.create(custom_field_entries=entries)
    assert held(made) == {"Zone": ["North"], "Riders missing": ["12.5"]}
    changes = {"custom_field_entries": [entry(zone), entry(riders, value_numeric="3")], "name": "Till 5"}
    edit = f"/v2/incidents/{made['id']}/actions/edit"
    changed = script.post(edit, {"incident": changes, "notify_incident_channel": False})["incident"]
    assert (changed["name"], held(changed)) == ("Till 5", {"Riders missing": ["3"]})
    script_of(world.eve).post(edit, {"incident": changes}, 403)


def test_people_and_teams_are_texts_on_the_wire(world, script_of):
    who = add_field(name="Driver", kind="person", by=world.gus)
    team = add_field(name="Fleet", kind="team", by=world.gus)
    create_team("Riders", by=world.gus)
    entries = [entry(who, value_text=world.bo.email), entry(team, value_text="Riders")]
    made = script_of(world.ada).create(custom_field_entries=entries)
    assert held(made) == {"Driver": [world.bo.email], "Fleet": ["Riders"]}


def test_what_a_field_cannot_hold_is_named_with_its_place(world, script_of, zone, riders):
    error = script_of(world.bo).create(
        custom_field_entries=[entry(zone, value_option_id="west"), entry(riders, value_numeric="many")],
        status=422,
    )
    assert pointers(error) == ["/custom_field_entries/0/values", "/custom_field_entries/1/values"]


def test_incidents_are_found_by_what_their_fields_hold(world, script_of, zone, riders):
    world.raise_incident("Few", fields={"zone": "north", "riders_missing": 2})
    world.raise_incident("Many", fields={"zone": "south", "riders_missing": 12})
    world.raise_incident("Unknown")
    script, north = script_of(world.bo), zone.option("north").pk

    def names(field, operator, value):
        return sorted(script.names(**{f"custom_field[{field.pk}][{operator}]": value}))

    assert names(zone, "one_of", north) == ["Few"]
    assert names(zone, "not_in", north) == ["Many", "Unknown"]
    assert names(riders, "gte", "2.5") == ["Many"]
    assert names(riders, "is_blank", "true") == ["Unknown"]
    script.get(f"/v2/incidents?custom_field[{riders.pk}][gte]=many", status=422)


def test_what_is_filled_in_is_retired_not_refused_and_comes_back(world, script_of, zone):
    script, path, north = script_of(world.gus), "/v1/custom_field_options", zone.option("north").pk
    made = script.create(custom_field_entries=[entry(zone, value_option_id=north)])
    script.delete(f"{path}/{north}")
    listed = script.get(path, custom_field_id=zone.pk)["custom_field_options"]
    assert [each["value"] for each in listed] == ["South"]
    body = {"custom_field_id": zone.pk, "value": "North", "sort_key": -5}
    assert script.post(path, body, 201)["custom_field_option"]["id"] == north
    script.delete(f"/v2/custom_fields/{zone.pk}")
    assert script.get("/v2/custom_fields")["custom_fields"] == []
    assert held(script.get(f"/v2/incidents/{made['id']}")["incident"]) == {"Zone": ["North"]}
    body = {"name": "Zone", "description": "", "field_type": "single_select"}
    assert script.post("/v2/custom_fields", body, 201)["custom_field"]["id"] == zone.pk


def test_options_come_in_their_order(world, script_of, zone):
    script, path = script_of(world.gus), "/v1/custom_field_options"
    for value, place in (("First", -10), ("Last", 900)):
        script.post(path, {"custom_field_id": zone.pk, "value": value, "sort_key": place}, 201)
    found, query = [], {"custom_field_id": zone.pk, "page_size": 1}
    while query.get("after") != "":
        answer = script.get(path, **query)
        found += [each["value"] for each in answer["custom_field_options"]]
        query["after"] = answer["pagination_meta"].get("after", "")
    assert found == ["First", "North", "South", "Last"]


@pytest.mark.parametrize("operator", ["is_blank", "gte"])
def test_an_operator_takes_only_what_it_can_read(world, script_of, riders, operator):
    error = script_of(world.bo).get(f"/v2/incidents?custom_field[{riders.pk}][{operator}]=banana", status=422)
    assert pointers(error) == [f"/custom_field[{riders.pk}][{operator}]"]


def test_the_first_version_of_the_wire_says_where_a_field_is_asked(world, script_of):
    script, path = script_of(world.gus), "/v1/custom_fields"
    shown = {"show_before_creation": True, "show_before_update": False, "show_before_closure": True}
    body = {"name": "Zone", "description": "", "field_type": "text", "required": "before_closure", **shown}
    made = script.post(path, body, 201)["custom_field"]
    assert (made["required"], made["required_v2"]) == ("before_closure", "before_resolution")
    assert {name: made[name] for name in shown} == shown
    changed = {**body, "required": "never", "show_before_creation": False}
    assert script.put(f"{path}/{made['id']}", changed)["custom_field"]["show_before_creation"] is False
    error = script.put(f"{path}/{made['id']}", {**changed, "required": "always"}, 422)
    assert pointers(error) == ["/show_before_creation"]
