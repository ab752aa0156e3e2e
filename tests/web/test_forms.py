"""What people are asked beyond one sentence: set by an admin, answered in a browser without scripts."""

import re

import pytest

from turnout.core.people.models import Membership, Team
from turnout.incidents.audience.actions.rules import create_audience_rule
from turnout.incidents.fields.actions.defining import add_field
from turnout.incidents.fields.actions.forms import add_element
from turnout.incidents.fields.models.fields import values_of
from turnout.incidents.models import FormElement, Incident, IncidentForm, IncidentType, Severity, Status

NORTH = [[{"of": "field.zone", "is": "one_of", "values": ["north"]}]]
OPERATIONS = [[{"of": "type", "is": "one_of", "values": ["operations"]}]]
BOTH = ["field-zone", "field-riders"]


@pytest.fixture
def gus(world, browser_as):
    return browser_as(world.gus)


@pytest.fixture
def zone(world):
    return add_field(name="Zone", kind="single_select", options=["North", "South"], by=world.gus)


@pytest.fixture
def riders(world):
    return add_field(name="Riders", kind="number", by=world.gus)


@pytest.fixture
def declare(world, zone, riders):
    """Operations are asked for the zone, and in the north for how many riders are missing."""
    add_element("declare", field=zone, show_if=OPERATIONS, help="Look at the map", by=world.gus)
    add_element("declare", field=riders, show_if=NORTH, required="always", by=world.gus)


def report(browser, **sent):
    return browser.post("/report/", {"words": "Too few riders", "type": "operations", **sent})


def held():
    return values_of(Incident.objects.latest("number"))


def test_the_report_page_asks_more_only_of_the_kind_that_asks_for_it(world, declare, browser_as):
    ada = browser_as(world.ada)
    assert b"Look at the map" not in ada.get("/report/").content
    assert b"Look at the map" in ada.get("/report/?type=operations").content
    part = ada.post(
        "/report/questions/", {"type": "operations", "asked": "field-zone", "ask-field-zone": "north"}
    )
    assert b"Riders" in part.content
    assert b'value="north" selected' in part.content
    assert b"is required" not in part.content


def test_what_is_answered_is_stored_and_what_is_hidden_is_not(world, declare, browser_as):
    ada = browser_as(world.ada)
    report(ada, **{"asked": BOTH, "ask-field-zone": "north", "ask-field-riders": "12"})
    assert held() == {"zone": "north", "riders": 12}
    report(ada, **{"asked": BOTH, "ask-field-zone": "south", "ask-field-riders": "12"})
    assert held() == {"zone": "south"}
    report(ada, type="finance", **{"asked": BOTH, "ask-field-zone": "north", "ask-field-riders": "12"})
    assert held() == {}


def test_a_missing_answer_keeps_all_that_was_typed_and_not_knowing_is_an_answer(world, declare, browser_as):
    ada = browser_as(world.ada)
    answer = report(ada, place="Leeds", **{"asked": "field-zone", "ask-field-zone": "north"})
    assert answer.status_code == 422
    for kept in (
        b"Too few riders",
        b'value="operations" checked',
        b'value="Leeds"',
        b'value="north" selected',
    ):
        assert kept in answer.content
    assert "say you don" in answer.content.decode()
    report(ada, **{"asked": BOTH, "ask-field-zone": "north", "ask-field-riders-unsure": "on"})
    assert held() == {"zone": "north"}


def test_what_is_over_already_is_asked_questions_of_its_own_if_any(world, declare, riders, browser_as):
    ada = browser_as(world.ada)
    over = {"type": "operations", "occasion": "retrospective"}
    assert b"ask-field-zone" in ada.post("/report/questions/", over).content
    add_element("retrospective", field=riders, by=world.gus)
    drawn = ada.post("/report/questions/", over).content
    assert b"ask-field-riders" in drawn and b"ask-field-zone" not in drawn
    assert b"ask-field-zone" in ada.post("/report/questions/", {"type": "operations"}).content
    times = {"started_at": "2026-03-01T10:00", "resolved_at": "2026-03-01T11:00"}
    report(ada, **over, **times, **{"asked": BOTH, "ask-field-zone": "north", "ask-field-riders": "3"})
    assert held() == {"riders": 3}


def test_nobody_who_is_not_sure_is_held_up(world, zone, browser_as):
    add_element("declare", field=zone, required="always", by=world.gus)
    answer = report(browser_as(world.ada), type="unsure")
    assert (answer.status_code, held()) == (302, {})
    assert browser_as(world.ada).post("/report/", {"words": "Just this"}).status_code == 302


def test_a_wrong_answer_is_said_beside_its_question(world, declare, browser_as):
    sent = {"asked": BOTH, "ask-field-zone": "north", "ask-field-riders": "a few"}
    answer = report(browser_as(world.ada), **sent)
    assert answer.status_code == 422
    assert b"for example 12" in answer.content
    assert b'value="a few"' in answer.content


def test_who_hears_depends_on_answers_in_the_preview_as_in_what_is_sent(world, declare, browser_as):
    leads = Team.objects.create(name="North leads")
    Membership.objects.create(team=leads, person=world.dee)
    create_audience_rule(name="North", conditions=NORTH, teams=[leads], by=world.gus)
    ada = browser_as(world.ada)
    sent = {"type": "operations", "asked": BOTH, "ask-field-riders": "3"}
    assert b"Dee Hartley" in ada.post("/report/who-hears/", {**sent, "ask-field-zone": "north"}).content
    assert b"Dee Hartley" not in ada.post("/report/who-hears/", {**sent, "ask-field-zone": "south"}).content
    hidden = {**sent, "ask-field-zone": "north", "type": "finance"}
    assert b"Dee Hartley" not in ada.post("/report/who-hears/", hidden).content


def test_resolving_asks_and_stores_with_it_or_not_at_all(world, zone, riders, browser_as):
    add_element("resolve", field=riders, required="always", by=world.gus)
    incident = world.raise_incident(fields={"zone": "north"})
    bo, page = browser_as(world.bo), f"/incidents/{incident.number}/resolution/"
    assert b"Riders" in bo.get(page).content
    answer = bo.post(page, {"note": "Rain is over", "asked": "field-riders"})
    assert (answer.status_code, Incident.objects.get().is_open) == (422, True)
    assert b"Rain is over" in answer.content
    bo.post(page, {"note": "Rain is over", "asked": "field-riders", "ask-field-riders": "0"})
    assert not Incident.objects.get().is_open
    assert held() == {"zone": "north", "riders": 0}


def test_no_other_form_gets_around_what_resolving_asks(world, riders, browser_as):
    add_element("resolve", field=riders, required="always", by=world.gus)
    incident, over = world.raise_incident(), Status.objects.get(key="closed").pk
    bo, room = browser_as(world.bo), f"/incidents/{incident.number}"
    moves = [
        ("status", {"status": over, "was": incident.status_id}),
        ("updates", {"body": "Over", "status": Status.objects.get(key="reviewing").pk}),
    ]
    for page, sent in moves:
        answer = bo.post(f"{room}/{page}/", sent)
        assert (answer.status_code, Incident.objects.get().is_open) == (422, True)
        assert b"Riders" in answer.content
    bo.post(f"{room}/status/", {**moves[0][1], "asked": "field-riders", "ask-field-riders": "2"})
    assert (Incident.objects.get().category, held()) == ("closed", {"riders": 2})


def test_accepting_is_one_press_until_something_is_asked(world, zone, browser_as):
    bo, page = browser_as(world.bo), world.raise_incident()
    add_element("accept", field=zone, required="always", show_if=OPERATIONS, by=world.gus)
    bo.post(f"/incidents/{page.number}/acceptance/")
    assert Incident.objects.get().category == "live"


def test_accepting_asks_first_where_something_is_asked(world, zone, browser_as):
    add_element("accept", field=zone, default=["south"], required="always", by=world.gus)
    bo, incident = browser_as(world.bo), world.raise_incident()
    page = f"/incidents/{incident.number}/acceptance/"
    assert f'href="{page}"' in bo.get(f"/incidents/{incident.number}/").content.decode()
    assert b'value="south" selected' in bo.get(page).content
    assert bo.post(page).status_code == 422
    bo.post(page, {"asked": "field-zone", "ask-field-zone": "north"})
    assert (Incident.objects.get().category, held()) == ("live", {"zone": "north"})


def test_an_update_asks_by_the_severity_it_sets_and_empties_nothing_unseen(world, zone, riders, browser_as):
    worst = [[{"of": "severity", "is": "at_least", "values": ["1"]}]]
    add_element("update", field=zone, show_if=worst, by=world.gus)
    add_element("update", asks="place", by=world.gus)
    incident = world.raise_incident(fields={"zone": "north"})
    bo, severity = browser_as(world.bo), Severity.objects.get(rank=1).pk
    part = bo.post(f"/incidents/{incident.number}/questions/update/", {"severity": severity})
    assert b'value="north" selected' in part.content
    sent = {"body": "Worse", "severity": severity, "asked": "place", "ask-place": "Leeds"}
    bo.post(f"/incidents/{incident.number}/updates/", sent)
    incident.refresh_from_db()
    assert (incident.place, incident.severity_id, held()) == ("Leeds", severity, {"zone": "north"})


def test_an_admin_makes_a_form_with_conditions_and_one_for_a_kind(world, gus, zone, riders):
    gus.post("/settings/forms/declare/elements/", {"asked": zone.pk})
    gus.post("/settings/forms/declare/elements/", {"asked": "summary"})
    gus.post("/settings/forms/declare/own/", {"kind": "operations"})
    gus.post("/settings/forms/declare/operations/elements/", {"asked": riders.pk})
    element = FormElement.objects.get(field=riders)
    page = f"/settings/forms/elements/{element.pk}/"
    sent = {
        "help": "A guess",
        "required": "if",
        "need-severity": "2",
        "show-field-zone": "north",
        "default": "1",
    }
    gus.post(page, sent)
    element.refresh_from_db()
    assert (element.help, element.default, element.show_if) == ("A guess", ["1"], NORTH)
    assert element.required_if == [[{"of": "severity", "is": "at_least", "values": ["2"]}]]
    drawn = gus.get(page).content.decode()
    assert re.search(r'name="show-field-zone" value="north"[^>]*checked', drawn)
    shown = gus.get("/settings/forms/declare/operations/").content.decode()
    assert "Only if “Zone” is North" in shown
    assert "Required if the severity is S2 Major or worse" in shown
    gus.post(f"/settings/forms/elements/{element.pk}/place/", {"to": "up"})
    own = IncidentForm.objects.get(type__key="operations")
    assert [each.name for each in FormElement.objects.filter(form=own)] == [
        "field.zone",
        "field.riders",
        "summary",
    ]
    assert "Operations" in gus.get("/settings/forms/").content.decode()
    gus.post("/settings/forms/declare/operations/removal/")
    assert IncidentForm.objects.count() == 1


def test_conditions_without_any_are_refused_and_what_was_typed_stays(world, gus, zone):
    gus.post("/settings/forms/resolve/elements/", {"asked": zone.pk})
    page = f"/settings/forms/elements/{FormElement.objects.get().pk}/"
    answer = gus.post(page, {"help": "A guess", "required": "if"})
    assert answer.status_code == 422
    assert b"A guess</textarea>" in answer.content


def test_only_admins_decide_what_is_asked(world, zone, browser_as):
    element = add_element("resolve", field=zone, by=world.gus)
    ada = browser_as(world.ada)
    for path in ("", "resolve/", f"elements/{element.pk}/"):
        assert ada.get(f"/settings/forms/{path}").status_code == 403
    assert ada.get("/settings/forms/never/").status_code == 403
    assert browser_as(world.gus).get("/settings/forms/never/").status_code == 404


def test_a_form_of_ones_own_is_made_filled_in_and_taken_away(world, gus, zone, browser_as):
    made = gus.post("/settings/forms/new/", {"name": "Hand over", "description": "For who comes next"})
    assert made.url == "/settings/forms/custom-hand-over/"
    incident, bo = world.raise_incident(), browser_as(world.bo)
    room = f"/incidents/{incident.number}/"
    assert b"Hand over" not in bo.get(room).content, "it asks nothing yet"
    assert bo.get(f"{room}forms/custom-hand-over/").status_code == 404
    gus.post("/settings/forms/custom-hand-over/elements/", {"asked": zone.pk})
    assert b"Hand over" in bo.get(room).content
    page = bo.get(f"{room}forms/custom-hand-over/")
    assert b"For who comes next" in page.content and b"Zone" in page.content
    bo.post(f"{room}forms/custom-hand-over/", {"asked": "field-zone", "ask-field-zone": "north"})
    assert held() == {"zone": "north"}
    assert "filled in “Hand over”" in bo.get(room).content.decode()
    assert browser_as(world.eve).get(f"{room}forms/custom-hand-over/").status_code in (403, 404)
    gus.post("/settings/forms/custom-hand-over/words/", {"name": "Pass it on"})
    assert b"Pass it on" in gus.get("/settings/forms/").content
    gus.post("/settings/forms/custom-hand-over/removal/")
    assert (b"Pass it on" in bo.get(room).content, held()) == (False, {"zone": "north"})


def test_a_form_of_ones_own_may_be_for_one_kind_alone(world, gus, zone, browser_as):
    gus.post("/settings/forms/new/", {"name": "For the insurer"})
    gus.post("/settings/forms/custom-for-the-insurer/own/", {"kind": "operations"})
    own = "/settings/forms/custom-for-the-insurer/operations/"
    gus.post(f"{own}elements/", {"asked": zone.pk})
    bo, other = browser_as(world.bo), world.raise_incident()
    ours = world.raise_incident(type=IncidentType.objects.get(key="operations"))
    assert b"For the insurer" not in bo.get(f"/incidents/{other.number}/").content
    assert b"For the insurer" in bo.get(f"/incidents/{ours.number}/").content


def test_two_forms_of_ones_own_are_told_apart_by_their_names(world, gus):
    for name in ("Hand over", "hand  over", "Hand-over"):
        answer = gus.post("/settings/forms/new/", {"name": name})
    assert answer.status_code == 422 and b"already" in answer.content
    assert IncidentForm.objects.count() == 1
    assert gus.post("/settings/forms/declare/words/", {"name": "Mine"}).status_code == 404
