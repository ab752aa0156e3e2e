"""Fields of the organization's own, set by an admin and filled in on an incident, without scripts."""

import csv
import io

import pytest

from turnout.core.conditions import parse
from turnout.incidents.fields.actions.defining import add_field, change_option
from turnout.incidents.fields.models.fields import fingerprint_of, values_of
from turnout.incidents.fields.scope import INCIDENT_SCOPE
from turnout.incidents.models import CustomField, CustomFieldOption, Incident


@pytest.fixture
def gus(world, browser_as):
    return browser_as(world.gus)


@pytest.fixture
def zone(world):
    return add_field(
        name="Zone",
        kind="single_select",
        options=["North", "South"],
        description="Where riders miss",
        by=world.gus,
    )


def test_an_admin_makes_a_field_and_orders_words_and_retires_it(world, gus):
    first = {"name": "Zone", "type": "single_select", "options": "North\n\nSouth \nNorth"}
    gus.post("/settings/custom-fields/new/", first)
    assert "[]" not in gus.get("/settings/custom-fields/new/").content.decode()
    gus.post("/settings/custom-fields/new/", {"name": "Riders missing", "type": "number"})
    zone, riders = CustomField.objects.all()
    assert [each.value for each in zone.options] == ["North", "South"]
    gus.post(f"/settings/custom-fields/{riders.pk}/place/", {"to": "up"})
    gus.post(f"/settings/custom-fields/{zone.pk}/", {"name": "City zone", "description": "As on the map"})
    gus.post(f"/settings/custom-fields/{zone.pk}/options/", {"options": "East"})
    gus.post(f"/settings/custom-fields/{zone.pk}/options/{zone.options[0].pk}/", {"name": "Far north"})
    assert [each.name for each in CustomField.objects.all()] == ["Riders missing", "City zone"]
    assert [(each.value, each.is_active) for each in CustomFieldOption.objects.all()] == [
        ("Far north", False),
        ("South", True),
        ("East", True),
    ]
    gus.post(f"/settings/custom-fields/{zone.pk}/use/", {"in_use": "no"})
    page = gus.get("/settings/custom-fields/").content.decode()
    assert page.index("Retired") < page.index("City zone")


def test_only_admins_set_fields(world, zone, browser_as):
    ada = browser_as(world.ada)
    for path in ("", "new/", f"{zone.pk}/", f"{zone.pk}/options/{zone.options[0].pk}/"):
        assert ada.get(f"/settings/custom-fields/{path}").status_code == 403


def test_what_is_wrong_with_a_field_is_said_and_what_was_typed_stays(gus, zone):
    answer = gus.post(
        "/settings/custom-fields/new/", {"name": "zone", "type": "text", "description": "Again"}
    )
    assert answer.status_code == 422
    assert b"already" in answer.content
    assert b"Again</textarea>" in answer.content


def test_what_incidents_hold_keeps_a_field_and_an_option_from_being_removed(world, gus, zone):
    world.raise_incident(fields={"zone": "north"})
    assert gus.post(f"/settings/custom-fields/{zone.pk}/removal/").status_code == 409
    option = zone.option("north")
    assert (
        gus.post(f"/settings/custom-fields/{zone.pk}/options/{option.pk}/", {"remove": "yes"}).status_code
        == 409
    )
    gus.post(f"/settings/custom-fields/{zone.pk}/options/{zone.option('south').pk}/", {"remove": "yes"})
    assert [each.key for each in zone.options] == ["north"]


def test_a_responder_fills_in_what_is_known_and_everyone_reads_it(world, zone, browser_as):
    incident = world.raise_incident()
    page = f"/incidents/{incident.number}/"
    bo = browser_as(world.bo)
    assert b"Where riders miss" in bo.get(f"{page}fields/").content
    bo.post(f"{page}fields/", {"zone": "south", "was": fingerprint_of(incident)})
    shown = browser_as(world.eve).get(page).content.decode()
    assert "<bdi>South</bdi>" in shown
    assert "filled in Zone" in shown
    assert browser_as(world.eve).get(f"{page}fields/").status_code == 403


def test_what_a_field_cannot_hold_is_said_beside_it_and_keeps_the_rest(world, zone, browser_as):
    add_field(name="Riders missing", kind="number", by=world.gus)
    incident = world.raise_incident()
    sent = {"zone": "south", "riders_missing": "a few", "was": fingerprint_of(incident)}
    answer = browser_as(world.bo).post(f"/incidents/{incident.number}/fields/", sent)
    assert answer.status_code == 422
    assert b"for example 12" in answer.content
    assert b'value="a few"' in answer.content
    assert b'value="south" selected' in answer.content


def test_somebody_elses_answer_is_not_overwritten_unseen(world, zone, browser_as):
    incident = world.raise_incident()
    page, was = f"/incidents/{incident.number}/fields/", fingerprint_of(incident)
    browser_as(world.cy).post(page, {"zone": "north", "was": was})
    answer = browser_as(world.bo).post(page, {"zone": "south", "was": was})
    assert answer.status_code == 409
    assert values_of(Incident.objects.get()) == {"zone": "north"}


def test_an_option_no_longer_in_use_is_offered_only_where_it_stands(world, zone, browser_as):
    holder, other = world.raise_incident(fields={"zone": "north"}), world.raise_incident()
    change_option(zone.option("north"), is_active=False, by=world.gus)
    bo = browser_as(world.bo)
    assert b'value="north" selected' in bo.get(f"/incidents/{holder.number}/fields/").content
    assert b'value="north"' not in bo.get(f"/incidents/{other.number}/fields/").content


def test_a_rule_says_its_conditions_about_fields_in_words(zone):
    rule = parse([[{"of": "field.zone", "is": "one_of", "values": ["north"]}]], INCIDENT_SCOPE)
    assert str(rule) == "“Zone” is North"


def test_the_export_has_a_column_for_each_field_and_none_of_it_for_discreet_ones(world, zone, browser_as):
    notes = add_field(name="=Notes", kind="text", by=world.gus)
    world.raise_incident(fields={"zone": "south", notes.key: "=1+1"})
    sealed = world.raise_incident(fields={"zone": "south"})
    Incident.objects.filter(pk=sealed.pk).update(confidentiality="sealed")
    text = b"".join(browser_as(world.ada).get("/incidents/export.csv")).decode("utf-8-sig")
    heading, discreet, plain = csv.reader(io.StringIO(text))
    assert heading[-2:] == ["Zone", "'=Notes"]
    assert plain[-2:] == ["South", "'=1+1"]
    assert discreet[0] == sealed.reference
    assert "South" not in discreet
