"""Settings as text: checked, compared and applied, all of it or nothing."""

import pytest

from turnout.core.blueprints.actions import apply_blueprint, plan_blueprint
from turnout.core.blueprints.documents import read_blueprint
from turnout.core.blueprints.exporting import export
from turnout.core.blueprints.problems import ChangedSince, InvalidBlueprint
from turnout.core.events.models import RecordedEvent
from turnout.core.people.actions.teams import add_member, create_team
from turnout.core.people.models import Team
from turnout.incidents.models import AudienceRule, IncidentType, Role

FOOD = """
teams:
  Kitchens: {}
departments:
  food:
    name: Food safety
    icon: utensils
incident_types:
  food:
    name: Food
    invitation: Food that isn't right
    icon: utensils
    department: food
notification_rules:
  Kitchens:
    when:
      - type one_of: [food]
        severity at_least: 2
      - place contains: Leeds
    tell: [Kitchens]
"""


def blueprint(text):
    return read_blueprint([("food.yaml", text)])


def refusals(text, world, **how):
    return [str(each) for each in plan_blueprint(blueprint(text), by=world.finn, **how).problems]


def line_of(text, part):
    return text[: text.index(part)].count("\n") + 1


def test_what_is_new_is_added_in_an_order_in_which_everything_is_found(world):
    plan = apply_blueprint(blueprint(FOOD), by=world.gus)
    assert (plan.added, plan.changed, plan.removed) == (4, 0, 0)
    assert IncidentType.objects.get(key="food").discipline.name == "Food safety"
    assert AudienceRule.objects.get(name="Kitchens").conditions[0][1]["values"] == ["2"]
    done = RecordedEvent.objects.filter(verb="blueprint.applied").latest("recorded_at", "pk")
    assert done.actor == world.gus
    assert done.data == {"name": "food.yaml", "added": 4, "changed": 0, "removed": 0}


def test_applied_again_nothing_is_left_to_do(world):
    apply_blueprint(blueprint(FOOD), by=world.gus)
    events = RecordedEvent.objects.count()
    plan = apply_blueprint(blueprint(FOOD), by=world.gus)
    assert (plan.changes, plan.same) == ([], 4)
    assert RecordedEvent.objects.count() == events


def test_a_plan_says_what_would_be_and_changes_nothing(world):
    before, events = export(), RecordedEvent.objects.count()
    text = FOOD + "roles:\n  lead:\n    name: Captain\n"
    plan = plan_blueprint(blueprint(text), by=world.gus)
    change = next(each for each in plan.changes if each.action == "change")
    assert next((each.field, each.will) for each in change.differences) == ("name", "Captain")
    assert export() == before
    assert RecordedEvent.objects.count() == events


def test_everything_wrong_is_said_at_once_with_its_line(world):
    text = FOOD.replace("icon: utensils\n    dep", "icoon: utensils\n    dep")
    text = text.replace("[Kitchens]", "[Kitchen]").replace("at_least: 2", "at_least: 9")
    assert refusals(text, world) == [
        f"food.yaml:{line_of(text, 'icoon')}: There's no “icoon”. Did you mean “icon”?",
        f"food.yaml:{line_of(text, 'severity at_least')}: There's no option “9”.",
        f"food.yaml:{line_of(text, '[Kitchen]')}: There's no “Kitchen”. Did you mean “Kitchens”?",
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("rolls: {}", "Did you mean “roles”?"),
        ("types: {}", "“types” is now called “incident_types”."),
        ("departments:\n  it: {name: IT, how_bad: {}}", "“how_bad” is now called “severity_criteria”."),
        ("notification_rules:\n  A: {when: [{discipline one_of: [legal]}]}", "now called “department”"),
        ("roles: [lead]", "Write keys here"),
        ("roles:\n  lead: Lead", "Write names and values here"),
        ("roles:\n  lead: {}", "“name” is missing"),
        ("roles:\n  lead: {name: [a, b]}", "must be text"),
        ("roles:\n  lead: {name: A}\n  lead: {name: B}", "appears twice; the first is on line 2"),
        ("roles:\n  Lead Person: {name: A}", "lower-case letters"),
        ("roles:\n  lead: {name: '" + "x" * 61 + "'}", "Keep it to 60 characters; this has 61."),
        ('roles:\n  lead: {name: "\\0"}', "can't be shown"),
        ("incident_types:\n  unsure: {name: A, invitation: B, visibility: hidden}", "hidden"),
        ("incident_types:\n  unsure: {name: A, invitation: B, icon: hammr}", "Did you mean “hammer”?"),
        ("severities:\n  6: {name: A, meaning: B}", "There are five severities"),
        ("statuses:\n  closed: {name: A, category: live}", "It is “closed”"),
        ("organization: {name: A, timezone: Europe/Lisbonne}", "Europe/Lisbon"),
        ("roles: !!python/object:os.system {}", "Tags"),
        ("roles: &a\n  lead: *a", "Anchors"),
        ("roles: {}\n---\nroles: {}", "Only one document"),
        ("roles: {", "This isn't YAML"),
        ("roles:\n  lead:\n    name: Lead: me", "put the text in quotes"),
        ("roles:\n  lead:\n\tname: Lead", "indent with spaces"),
        (
            "roles:\n   lead:\n     name: Lead\n  helper:\n     name: Helper",
            "doesn't match the lines around it",
        ),
        ("[" * 50, "nested too deeply"),
        ("turnout: 2", "format 1"),
    ],
)
def test_what_makes_no_sense_is_refused_with_file_line_and_reason(world, text, reason):
    first = refusals(text, world)[0]
    assert first.startswith("food.yaml:")
    assert reason in first


def test_what_a_verb_refuses_leaves_nothing_half_applied(world):
    before = export()
    text = FOOD + "roles:\n  leader:\n    name: Lead\n"
    with pytest.raises(InvalidBlueprint, match=r"food.yaml:\d+: Something else already has this name."):
        apply_blueprint(blueprint(text), by=world.gus)
    assert export() == before


def test_a_name_may_pass_from_one_to_another(world):
    text = "roles:\n  scribe_2:\n    name: Scribe\n  scribe:\n    name: Old scribe\n"
    apply_blueprint(blueprint(text), by=world.gus)
    assert Role.objects.get(key="scribe_2").name == "Scribe"


def test_only_who_asks_for_it_removes(world):
    apply_blueprint(blueprint(FOOD), by=world.gus)
    create_team("Drivers", by=world.gus)
    plan = apply_blueprint(blueprint("teams:\n  Kitchens: {}\n"), by=world.gus)
    assert (plan.changes, plan.untouched > 0) == ([], True)
    apply_blueprint(blueprint("teams:\n  Kitchens: {}\n  Triage: {}\n"), by=world.gus, remove=True)
    assert not Team.objects.filter(name="Drivers").exists()


def test_what_is_used_is_not_removed(world):
    apply_blueprint(blueprint(FOOD), by=world.gus)
    create_team("Drivers", by=world.gus)
    add_member(Team.objects.get(name="Drivers"), world.dee, by=world.gus)
    world.raise_incident(type=IncidentType.objects.get(key="finance"))
    assert "“Kitchens” (notification_rules) refers to it" in " ".join(
        refusals("teams: {}", world, remove=True)
    )
    assert "It still has people in it" in " ".join(refusals("teams:\n  Kitchens: {}\n", world, remove=True))
    types = export({"incident_types"})
    without = types[: types.index("  finance:")] + types[types.index("  people:") :]
    assert "is in use, so it can't be removed" in " ".join(refusals(without, world, remove=True))


def test_a_plan_somebody_looked_at_is_not_applied_to_other_settings(world):
    plan = plan_blueprint(blueprint(FOOD), by=world.gus)
    create_team("Drivers", by=world.gus)
    with pytest.raises(ChangedSince):
        apply_blueprint(blueprint(FOOD), by=world.gus, planned=plan.fingerprint)
    assert not Team.objects.filter(name="Kitchens").exists()


def test_the_order_of_the_file_is_the_order_there(world):
    text = export({"roles"})
    parts = text.split("\n  ")
    assert parts[1].startswith("lead:")
    backwards = "roles:\n  scribe:\n    name: Scribe\n  lead:\n    name: Lead\n"
    apply_blueprint(blueprint(backwards), by=world.gus)
    keys = list(Role.objects.values_list("key", flat=True))
    assert keys.index("scribe") < keys.index("lead")


def test_a_new_kind_stands_before_not_sure(world):
    apply_blueprint(blueprint(FOOD), by=world.gus)
    assert list(IncidentType.objects.values_list("key", flat=True))[-2:] == ["food", "unsure"]


def test_nobody_lets_themselves_into_private_incidents_by_a_file(world):
    text = FOOD + "    private_too: yes\n"
    with pytest.raises(InvalidBlueprint, match="Only an owner"):
        apply_blueprint(blueprint(text), by=world.gus)
    apply_blueprint(blueprint(text), by=world.finn)
