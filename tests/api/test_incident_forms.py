"""Forms for scripts: what people are asked, under which conditions, in the wire's words and ids."""

import pytest

from tests.api.script import pointers
from turnout.incidents.fields.actions.defining import add_field, change_field
from turnout.incidents.fields.actions.forms import add_element
from turnout.incidents.fields.questions import form_for, questions
from turnout.incidents.models import FormElement, Incident, IncidentForm, IncidentType, Severity

PATH = "/v3/incident_forms"


@pytest.fixture
def zone(world):
    return add_field(name="Zone", kind="single_select", options=["North", "South"], by=world.gus)


@pytest.fixture
def engineering(world):
    return IncidentType.objects.get(key="engineering")


def condition(subject, operation, *values):
    several = {"array_value": [{"literal": each} for each in values]}
    return {"subject": subject, "operation": operation, "param_bindings": [several] if values else []}


def body(*elements, type=None, **more):
    return {
        "form_type": "resolve",
        "expressions": [],
        "incident_type_id": type.pk if type else None,
        "lifecycle_elements": [{"element_type": "custom_field", **each} for each in elements],
        **more,
    }


def test_a_form_asks_under_the_conditions_a_script_gave(world, script_of, zone, engineering):
    script, worst = script_of(world.gus), Severity.objects.get(rank=1)
    at_least = {"value": {"literal": worst.pk}}
    asked = {
        "custom_field_id": zone.pk,
        "default_value": {"value": {"literal": zone.option("south").pk}},
        "required_if": "check_engine_config",
        "required_if_condition_groups": [
            {"conditions": [{**condition("incident.severity", "gte"), "param_bindings": [at_least]}]}
        ],
        "show_if_condition_groups": [
            {"conditions": [condition("incident.incident_type", "one_of", engineering.pk)]}
        ],
    }
    made = script.post(PATH, body(asked, type=engineering), 201)["incident_form"]
    element = FormElement.objects.get(form=made["id"])
    assert element.required_if == [[{"of": "severity", "is": "at_least", "values": ["1"]}]]
    assert element.show_if == [[{"of": "type", "is": "one_of", "values": ["engineering"]}]]
    assert element.default == ["south"]
    incident = Incident(type=engineering, severity=worst)
    assert [each.is_required for each in questions("resolve", incident, {})] == [True]
    (told,) = made["lifecycle_elements"]
    assert told["default_value"] == asked["default_value"]
    (needed,) = told["required_if_condition_groups"][0]["conditions"]
    assert (needed["subject"]["reference"], needed["operation"]["value"]) == ("incident.severity", "gte")
    assert needed["param_bindings"] == [at_least]
    # As it was told it can be sent again: subjects and operations by what they refer to.
    again = {**told, "required_if_condition_groups": asked["required_if_condition_groups"]}
    again["show_if_condition_groups"] = asked["show_if_condition_groups"]
    assert script.put(f"{PATH}/{made['id']}", body(again, type=engineering))["incident_form"] == made


@pytest.mark.once
def test_what_forms_cannot_keep_is_refused_where_it_stands(world, script_of, zone):
    script, field = script_of(world.gus), f'incident.custom_field["{zone.pk}"]'
    reference = {"value": {"reference": "incident.severity"}}
    for wrong, pointer in (
        ({"placeholder": "Zone"}, "placeholder"),
        ({"config": {"require_comment": True}}, "config/require_comment"),
        ({"element_type": "summary"}, "custom_field_id"),
        ({"element_type": "slack_channel"}, "element_type"),
        ({"default_value": reference}, "default_value/value/reference"),
        ({"required_if": "check_engine_config"}, "required_if_condition_groups"),
        (shown(condition("alert.priority", "one_of", "P1")), f"{SHOWN}/subject"),
        (shown(condition(field, "one_of", "North")), f"{SHOWN}/param_bindings"),
        (shown(condition("incident.severity", "is_active")), SHOWN),
        (shown({**condition(field, "one_of"), "param_bindings": [reference]}), f"{SHOWN}/param_bindings"),
        ({"show_if_condition_groups": [{"conditions": []}]}, "show_if_condition_groups/0/conditions"),
    ):
        error = script.post(PATH, body({"custom_field_id": zone.pk, **wrong}), 422)
        assert any(each.startswith(f"/lifecycle_elements/0/{pointer}") for each in pointers(error)), wrong
    assert pointers(script.post(PATH, body(expressions=[{"label": "x"}]), 422)) == ["/expressions"]
    assert not IncidentForm.objects.filter(occasion="resolve").exists()


SHOWN = "show_if_condition_groups/0/conditions/0"


def shown(asked):
    return {"show_if_condition_groups": [{"conditions": [asked]}]}


def test_questions_the_wire_has_no_word_for_stay_where_they_are(world, script_of, zone):
    script, away = script_of(world.gus), add_field(name="Away", kind="text", by=world.gus)
    for asks in ({"asks": "place"}, {"field": away}, {"asks": "summary"}):
        add_element("resolve", by=world.gus, **asks)
    change_field(away, name="Away", description="", is_active=False, by=world.gus)
    listed = script.get(PATH)["incident_forms"]
    form = next(each for each in listed if each["form_type"] == "resolve")
    assert [each["element_type"] for each in form["lifecycle_elements"]] == ["summary"]
    script.put(f"{PATH}/{form['id']}", body({"custom_field_id": zone.pk}))
    elements = FormElement.objects.filter(form=form["id"])
    assert [each.name for each in elements] == ["place", "field.away", "field.zone"]


def test_a_form_is_made_once_stays_what_it_is_for_and_everyones_is_there_for_good(
    world, script_of, zone, engineering
):
    script = script_of(world.gus)
    made = script.post(PATH, body({"custom_field_id": zone.pk}), 201)["incident_form"]
    at = f"{PATH}/{made['id']}"
    assert pointers(script.post(PATH, body(), 422)) == ["/form_type"]
    assert pointers(script.put(at, body(type=engineering), 422)) == ["/form_type"]
    assert script.client.delete(at).status_code == 422
    changed = script.put(at, body({"custom_field_id": zone.pk, "required_if": "always_require"}))
    assert changed["incident_form"]["updated_at"] > made["created_at"]
    own = script.post(PATH, body(type=engineering), 201)["incident_form"]
    assert form_for("resolve", engineering) == IncidentForm.objects.get(pk=own["id"])
    script.delete(f"{PATH}/{own['id']}")
    assert form_for("resolve", engineering) == IncidentForm.objects.get(pk=made["id"])
    script_of(world.ada).post(PATH, body(), 403)
