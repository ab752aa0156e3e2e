"""Fields and forms as text: what is exported applies to an empty install and exports the same there."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from turnout.core.blueprints.actions import apply_blueprint, plan_blueprint
from turnout.core.blueprints.documents import read_blueprint
from turnout.core.blueprints.exporting import dump, export
from turnout.core.blueprints.problems import InvalidBlueprint
from turnout.incidents.fields.questions import elements_of, form_for
from turnout.incidents.models import CustomField, FieldKind, FormElement, IncidentForm, Occasion

SECTIONS = ("custom_fields", "custom_forms", "forms")
RIDERS = """
custom_fields:
  zone:
    name: Zone
    type: single_select
    options:
      - {key: north, name: North}
      - {key: south, name: South, in_use: no}
  riders:
    name: Riders missing
    type: number
forms:
  declare:
    occasion: declare
    questions:
      - field: zone
        shown_if:
          - type one_of: [operations]
      - field: riders
        help: A guess is fine
        required: if
        required_if:
          - field.zone one_of: [north]
      - {input: summary}
  declare-finance:
    occasion: declare
    type: finance
notification_rules:
  North:
    when:
      - field.zone one_of: [north]
    tell: [Riders]
teams:
  Riders: {}
"""


def blueprint(text):
    return read_blueprint([("riders.yaml", text)])


def test_a_file_sets_fields_forms_and_rules_that_lean_on_each_other(world):
    apply_blueprint(blueprint(RIDERS), by=world.finn)
    asked = elements_of(form_for("declare", None))
    assert [each.name for each in asked] == ["field.zone", "field.riders", "summary"]
    assert [(each.key, each.is_active) for each in CustomField.objects.get(key="zone").options] == [
        ("north", True),
        ("south", False),
    ]
    assert plan_blueprint(blueprint(RIDERS), by=world.finn).changes == []


@pytest.mark.parametrize(
    ("was", "now", "reason"),
    [
        ("field: riders", "field: rider", "riders.yaml:19: There's no “rider”"),
        ("[north]\n      - {input", "[west]\n      - {input", "There's no option “west”."),
        ("field.zone one_of: [north]\n    tell", "field.zon one_of: [north]\n    tell", "zon"),
        ("type: number", "type: numbers", "Did you mean “number”?"),
        ("declare-finance:", "declare-legal:", "The key of a form is its occasion"),
        ("required: if", "required: never\n        default: [many]", "Enter a number"),
    ],
)
def test_what_dangles_or_makes_no_sense_is_refused_whole(world, was, now, reason):
    assert was in RIDERS
    with pytest.raises(InvalidBlueprint, match=reason):
        apply_blueprint(blueprint(RIDERS.replace(was, now)), by=world.finn)
    assert not CustomField.objects.exists()


CUSTOM = """
custom_forms:
  hand-over:
    name: Hand over
forms:
  custom-hand-over:
    occasion: custom-hand-over
    questions:
      - {input: summary}
  custom-hand-over-finance:
    occasion: custom-hand-over
    type: finance
"""


def test_a_custom_form_is_named_asks_and_goes_by_files(world):
    apply_blueprint(blueprint(CUSTOM), by=world.finn)
    assert [each.name for each in elements_of(form_for("custom-hand-over", None))] == ["summary"]
    assert plan_blueprint(blueprint(CUSTOM), by=world.finn).changes == []
    with pytest.raises(InvalidBlueprint, match="There's no “ask-counsel”"):
        apply_blueprint(
            blueprint(CUSTOM.replace("n: custom-hand-over", "n: custom-ask-counsel")), by=world.finn
        )
    apply_blueprint(blueprint("forms: {}\ncustom_forms: {}"), by=world.finn, remove=True)
    assert not IncidentForm.objects.exists()


def test_what_incidents_hold_is_not_taken_away_by_a_file(world):
    apply_blueprint(blueprint(RIDERS), by=world.finn)
    world.raise_incident(fields={"zone": "north"})
    text = RIDERS.replace("      - {key: north, name: North}\n", "")
    with pytest.raises(InvalidBlueprint, match="so it can't be removed"):
        apply_blueprint(blueprint(text), by=world.finn)
    text = RIDERS.replace("type: single_select", "type: text")
    with pytest.raises(InvalidBlueprint, match="can't be changed"):
        apply_blueprint(blueprint(text), by=world.finn)


def test_what_a_file_no_longer_names_goes_where_that_is_asked_for(world):
    apply_blueprint(blueprint(RIDERS), by=world.finn)
    apply_blueprint(
        blueprint("forms: {}\nnotification_rules: {}\ncustom_fields: {}"), by=world.finn, remove=True
    )
    assert not CustomField.objects.exists()
    assert not FormElement.objects.exists()


words = st.text(
    st.characters(min_codepoint=33, max_codepoint=0x2FF, categories=("L", "N", "P")), min_size=1, max_size=20
)
KEYS = ("zone", "riders", "note", "day", "who")
field = st.fixed_dictionaries(
    {
        "type": st.sampled_from([each.value for each in FieldKind]),
        "description": words,
        "in_use": st.booleans(),
        "options": st.lists(st.tuples(words, st.booleans()), max_size=3, unique_by=lambda each: each[0]),
    }
)
asked = st.fixed_dictionaries(
    {"required": st.sampled_from(["never", "always"]), "help": words, "if": st.booleans()}
)


def _said(key, told):
    options = told["options"] if "select" in told["type"] else []
    return {
        "name": f"The {key}",
        **{name: told[name] for name in ("type", "description", "in_use")},
        "options": [
            {"key": f"o{number}", "name": name, "in_use": used} for number, (name, used) in enumerate(options)
        ],
    }


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    fields=st.dictionaries(st.sampled_from(KEYS), field, min_size=1),
    elements=st.dictionaries(st.sampled_from(KEYS), asked),
    occasion=st.sampled_from([each.value for each in Occasion]),
)
def test_what_was_exported_applies_elsewhere_and_exports_the_same(world, fields, elements, occasion):
    asks = [
        {
            "field": key,
            "help": told["help"],
            "required": told["required"],
            "shown_if": [{f"field.{key}": "is_set", "place contains": "x"}] if told["if"] else [],
        }
        for key, told in elements.items()
        if key in fields
    ]
    said = {
        "custom_fields": {key: _said(key, told) for key, told in fields.items()},
        "forms": {occasion: {"occasion": occasion, "questions": asks}},
    }
    with transaction.atomic():
        apply_blueprint(blueprint(dump(said)), by=world.finn)
        first = export(SECTIONS)
        transaction.set_rollback(True)
    with transaction.atomic():
        apply_blueprint(blueprint(first), by=world.finn)
        assert export(SECTIONS) == first
        transaction.set_rollback(True)
