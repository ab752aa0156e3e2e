"""Steps, times, checklists and severity words as text."""

from turnout.core.blueprints.actions import apply_blueprint, plan_blueprint
from turnout.core.blueprints.documents import read_blueprint
from turnout.core.blueprints.exporting import export
from turnout.incidents.actions.lifecycle import accept_incident
from turnout.incidents.lifecycles import statuses_in
from turnout.incidents.models import IncidentType, Status, Task

SORTS = "triage live paused learning closed declined merged canceled".split()
BREACHES = """
lifecycles:
  breaches:
    name: Breaches
    kinds: [finance]
    steps:
""" + "".join(f"      - key: b_{each}\n        name: B {each}\n        category: {each}\n" for each in SORTS)
REST = """
checklists:
  finance:
    items:
      - title: Stop the batch
      - title: Call the bank
        role: lead
      - title: Reconcile
        when: learning
times:
  contained:
    name: Contained
    lifecycle: breaches
    set_by: status:b_live
durations:
  to_contain:
    name: To contain
    start: reported_at
    end: contained
severity_grid:
  finance:
    money:
      1: Staff isn't paid
"""


def blueprint(text):
    return read_blueprint([("kinds.yaml", text)])


def refusals(text, world):
    return " ".join(str(each) for each in plan_blueprint(blueprint(text), by=world.finn).problems)


def test_it_is_applied_used_and_exported_as_it_was_written(world):
    before = accept_incident(world.raise_incident(type=IncidentType.objects.get(key="finance")), by=world.bo)
    apply_blueprint(blueprint(BREACHES + REST), by=world.gus)
    before.refresh_from_db()
    assert before.status.key == "b_live"
    room = accept_incident(world.raise_incident(type=IncidentType.objects.get(key="finance")), by=world.bo)
    assert Task.objects.filter(incident=room).count() == 2
    assert room.timestamp_values.count() == 1
    text = export()
    assert plan_blueprint(blueprint(text), by=world.finn).changes == []
    assert apply_blueprint(blueprint(BREACHES + REST), by=world.gus).changes == []


def test_a_step_is_renamed_and_one_that_is_used_stays(world):
    apply_blueprint(blueprint(BREACHES), by=world.gus)
    accept_incident(world.raise_incident(type=IncidentType.objects.get(key="finance")), by=world.bo)
    more = "      - key: b_more\n        name: Containing\n        category: live\n"
    apply_blueprint(blueprint(BREACHES + more), by=world.gus)
    assert [each.key for each in statuses_in("breaches") if each.category == "live"] == ["b_live", "b_more"]
    without = (BREACHES + more).replace(
        "      - key: b_live\n        name: B live\n        category: live\n", ""
    )
    assert "Say where they go" in refusals(without, world)
    assert Status.objects.get(key="b_live").is_retired is False


def test_what_would_not_work_is_refused(world):
    assert "missing: paused" in refusals(BREACHES.replace("category: paused", "category: live"), world)
    assert "Another step has the key" in refusals(BREACHES.replace("b_triage", "triage"), world)
    assert "Nothing ever comes" in refusals(
        BREACHES + REST.replace("status:b_live", "status:b_nowhere"), world
    )
    assert "no time with the key" in refusals(BREACHES + REST.replace("end: contained", "end: never"), world)
