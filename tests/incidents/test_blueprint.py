"""What a blueprint can set of incidents beyond their words: steps, checklists, criteria."""

import pytest

from turnout.core.blueprints.actions import apply_blueprint, plan_blueprint
from turnout.core.blueprints.documents import read_blueprint
from turnout.core.blueprints.exporting import export
from turnout.core.blueprints.packs import packs
from turnout.core.blueprints.problems import InvalidBlueprint
from turnout.incidents.definitions.criteria import sentences
from turnout.incidents.incident.actions.lifecycle import accept_incident
from turnout.incidents.models import ChecklistItem, Dimension, IncidentType, IntakePage, Lifecycle, Task

PRIVACY = packs()["privacy"].text


def blueprint(text):
    return read_blueprint([("own.yaml", text)])


def reasons(text, by, **how):
    return " ".join(str(each) for each in plan_blueprint(blueprint(text), by=by, **how).problems)


def test_a_pack_gives_a_kind_its_steps_and_what_is_always_to_be_done(world):
    apply_blueprint(blueprint(PRIVACY), by=world.finn)
    incident = world.raise_incident(type=IncidentType.objects.get(key="privacy"))
    assert incident.status.name == "Suspected"
    assert accept_incident(incident, by=world.finn).status.name == "Containing"
    assert Task.objects.filter(incident=incident, title__startswith="Get it back").exists()


def test_steps_are_not_changed_under_what_is_unfinished(world):
    world.raise_incident(type=IncidentType.objects.get(key="privacy"))
    assert "Choose where they should go" in reasons(PRIVACY, world.finn)
    with pytest.raises(InvalidBlueprint):
        apply_blueprint(blueprint(PRIVACY), by=world.finn)
    assert not Lifecycle.objects.filter(key="privacy").exists()


def test_a_step_that_something_is_in_cannot_be_left_out(world):
    apply_blueprint(blueprint(PRIVACY), by=world.finn)
    incident = accept_incident(
        world.raise_incident(type=IncidentType.objects.get(key="privacy")), by=world.finn
    )
    assert incident.status.key == "privacy_containing"
    text = export({"lifecycles"})
    gone = text.index("      - key: privacy_containing")
    without = text[:gone] + text[text.index("      - key: privacy_deciding") :]
    assert "Choose where they should go" in reasons(without, world.finn)
    renamed = text.replace("name: Containing", "name: Getting it back")
    apply_blueprint(blueprint(renamed), by=world.finn)
    incident = type(incident).objects.get(pk=incident.pk)
    assert incident.status.name == "Getting it back"


def test_every_sort_needs_a_step_and_keys_are_their_own(world):
    text = "lifecycles:\n  x:\n    name: X\n    statuses:\n      - {key: a, name: A, category: live}\n"
    assert "Missing: triage" in reasons(text, world.finn)
    every = PRIVACY.replace("key: privacy_closed", "key: closed")
    assert "is already taken" in reasons(every, world.finn)


def test_a_checklist_item_that_stays_is_not_handed_out_again(world):
    text = export({"incident_types"})
    one = text.replace(
        "    department: finance\n", "    department: finance\n    checklist:\n      - do: Call the bank\n"
    )
    apply_blueprint(blueprint(one), by=world.finn)
    [item] = ChecklistItem.objects.all()
    two = one.replace("      - do: Call", "      - do: Stop the file\n        role: lead\n      - do: Call")
    apply_blueprint(blueprint(two), by=world.finn)
    assert [each.title for each in ChecklistItem.objects.all()] == ["Stop the file", "Call the bank"]
    assert ChecklistItem.objects.get(title="Call the bank").pk == item.pk


def test_a_discipline_says_itself_what_is_how_bad(world):
    text = (
        "departments:\n  finance:\n    name: Finance\n    icon: banknote\n    severity_criteria:\n"
        "      money: [A million, '', Ten thousand]\n"
    )
    apply_blueprint(blueprint(text), by=world.finn)
    assert sentences("finance") == {(Dimension.MONEY, 1): "A million", (Dimension.MONEY, 3): "Ten thousand"}
    assert "money: [A million, '', Ten thousand]" in export({"departments"})


def test_a_time_waits_for_a_step_there_is(world):
    text = "timestamps:\n  told:\n    name: Told\n    set_by: status:monitorring\n"
    assert "Did you mean “monitoring”?" in reasons(text, world.finn)
    apply_blueprint(blueprint(text.replace("rr", "r")), by=world.finn)
    both = "durations:\n  until_told:\n    name: Until told\n    start: reported_at\n    end: told\n"
    apply_blueprint(blueprint(both), by=world.finn)
    assert "Until told" in export({"durations"})


def test_intake_pages_and_whether_a_name_is_needed_can_be_written(world):
    text = """
organization: {name: Saffron Street, timezone: UTC, allows_anonymous: yes}
intake_pages:
  leeds-cold-4f7a:
    name: Cold room
    place: Leeds
    type: facilities
  gate: {name: Gate, allows_anonymous: no, in_use: no}
"""
    apply_blueprint(blueprint(text), by=world.finn)
    world.organization.refresh_from_db()
    assert world.organization.allows_anonymous
    page = IntakePage.objects.get(key="leeds-cold-4f7a")
    assert (page.place, page.type.key, page.allows_anonymous) == ("Leeds", "facilities", True)
    assert plan_blueprint(blueprint(text), by=world.finn).changes == []
    apply_blueprint(blueprint("intake_pages: {gate: {name: Gate 4}}"), by=world.finn, remove=True)
    assert [(each.name, each.is_active) for each in IntakePage.objects.all()] == [("Gate 4", True)]
    with pytest.raises(InvalidBlueprint, match="is already taken"):
        apply_blueprint(blueprint("intake_pages: {answers: {name: No}}"), by=world.finn)
