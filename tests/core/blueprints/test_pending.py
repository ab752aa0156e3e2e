"""Changes of where reports go: they wait for a second person and for a day, then hold once."""

import pytest

from tests.world import look_first
from turnout.core.blueprints.actions import apply_blueprint, install_packs, plan_blueprint
from turnout.core.blueprints.actions.pending import agree_to_change, do_or_propose, stop_change
from turnout.core.blueprints.blueprint import ORGANIZATION
from turnout.core.blueprints.documents import read_blueprint
from turnout.core.blueprints.models import PendingChange
from turnout.core.blueprints.settings import ONLY, settings
from turnout.core.events.models import RecordedEvent
from turnout.core.lib.failures import NotPossible
from turnout.core.notify.models import Notification
from turnout.core.people.actions.agreement import SET_UP_LASTS, agreed
from turnout.core.people.actions.organization import change_organization
from turnout.core.people.actions.roles import change_role
from turnout.core.people.actions.teams import add_member
from turnout.core.people.models import Organization, Team
from turnout.incidents.audience.actions.rules import create_audience_rule
from turnout.incidents.models import AudienceRule, IncidentType

pytestmark = pytest.mark.once


@pytest.fixture
def later(world, clock):
    """The world once it is set up."""
    look_first(world.bo, world.dee)
    clock.forward(days=SET_UP_LASTS.days + 1)
    return world


def propose(world, days=30, *, by=None):
    change = {"answer_days": days}
    return do_or_propose(lambda: ORGANIZATION.change(ONLY, change, by or world.gus), by=by or world.gus)


def days():
    return Organization.objects.get().answer_days


def blueprint(text):
    return read_blueprint([("mine.yaml", text)])


def test_it_holds_once_a_second_person_agreed_and_a_day_has_passed(later, clock):
    change = agree_to_change(propose(later), by=later.finn)
    clock.forward(hours=23)
    assert days() == 5
    clock.forward(hours=1)
    assert days() == 30
    change_organization(Organization.objects.get(), name="Saffron", timezone="UTC", by=later.finn)
    clock.forward(days=40)
    assert RecordedEvent.objects.filter(verb="pending_change.held").count() == 1
    done = RecordedEvent.objects.filter(verb="organization.changed").order_by("id")
    assert [each.actor for each in done] == [later.gus, later.finn]
    with pytest.raises(NotPossible, match="no longer waiting"):
        stop_change(change, by=later.finn)


def test_the_second_person_is_a_second_person(later, clock):
    cy = change_role(later.cy, "admin", by=later.gus)
    change = propose(later)
    for person, why in (
        (later.gus, "Someone else"),
        (cy, "let the other in"),
        (later.bo, "owner or an admin"),
    ):
        with pytest.raises(NotPossible, match=why):
            agree_to_change(change, by=person)
    clock.forward(days=15)  # she has been here for two weeks
    agree_to_change(change, by=cy)
    clock.forward(minutes=1)
    assert days() == 30


def test_nobody_agreeing_is_a_no(later, clock):
    change = propose(later)
    clock.forward(days=31)
    change.refresh_from_db()
    assert (change.state, days()) == ("lapsed", 5)
    assert Notification.objects.filter(person=later.gus, event__verb="pending_change.lapsed").exists()


def test_where_nobody_else_could_agree_it_holds_by_itself_after_a_day(later, clock):
    change_role(later.gus, "responder", by=later.finn)
    propose(later, by=later.finn)
    clock.forward(hours=23)
    assert days() == 5
    clock.forward(hours=1)
    assert days() == 30


def test_those_who_look_first_hear_of_it_and_can_stop_it(later, clock, settle):
    change = propose(later)
    settle()
    notice = Notification.objects.get(person=later.bo, kind="settings.rerouting")
    assert "Gus Petrov proposed" in notice.title
    assert "5 → 30" in notice.body and "It holds from" in notice.body
    with pytest.raises(NotPossible):
        stop_change(change, by=later.ada)
    stop_change(change, by=later.bo)
    clock.forward(days=2)
    assert days() == 5
    assert Notification.objects.filter(person=later.gus, event__verb="pending_change.stopped").exists()


def test_what_was_changed_in_the_meantime_is_not_overwritten(later, clock):
    first, second = propose(later, 30), propose(later, 60)
    agree_to_change(second, by=later.finn)
    agree_to_change(first, by=later.finn)
    clock.forward(days=2)
    states = dict(PendingChange.objects.values_list("pk", "state"))
    assert sorted(states.values()) == ["held", "not_possible"]
    assert days() == (30 if states[first.pk] == "held" else 60)
    assert Notification.objects.filter(person=later.gus, title__contains="in the meantime").exists()


def test_a_file_applies_the_rest_and_what_it_names_waits_with_it(later, clock):
    text = """
teams: {Night: {}}
incident_types: {noise: {name: Noise, invitation: It is loud, icon: bell}}
forms: {declare-noise: {occasion: declare, type: noise}}
"""
    plan = plan_blueprint(blueprint(text), by=later.gus)
    assert not plan.problems
    assert {each.key for each in plan.waiting} == {"noise", "declare-noise"}
    for _twice in range(2):
        apply_blueprint(blueprint(text), by=later.gus)
    assert settings()["teams"].items().keys() >= {"Night"}
    assert not IncidentType.objects.filter(key="noise").exists()
    agree_to_change(PendingChange.objects.get(), by=later.finn)
    clock.forward(days=1)
    assert "declare-noise" in settings()["forms"].items()
    assert plan_blueprint(blueprint(text), by=later.gus).changes == []


def test_another_name_and_people_of_a_rule_wait_and_it_stays_the_same_rule(later, clock):
    with agreed():
        rule = create_audience_rule(name="Leads", conditions=[], people=[later.bo], by=later.finn)
    setting = settings()["notification_rules"]
    wanted = {"name": "Lisbon leads", "people": (later.cy,)}
    change = do_or_propose(lambda: setting.change("Leads", wanted, later.gus), by=later.gus)
    assert isinstance(change, PendingChange)
    agree_to_change(change, by=later.finn)
    clock.forward(days=1)
    found = AudienceRule.objects.get()
    assert (found.pk, found.name, [*found.people.all()]) == (rule.pk, "Lisbon leads", [later.cy])


def test_during_set_up_and_by_turnout_itself_it_holds_at_once_and_is_told_once(world, clock, settle):
    install_packs(["people"], by=world.finn)
    settle()
    told = Notification.objects.filter(person=world.gus, kind="settings.rerouting")
    assert told.count() <= 2 and told.exists()
    clock.forward(days=SET_UP_LASTS.days + 1)
    text = "organization: {name: Saffron Street, timezone: UTC, answer_days: 9}"
    assert not apply_blueprint(blueprint(text), by=None).waiting
    settle()
    assert days() == 9 and told.filter(title__startswith="Turnout changed").exists()


def test_whoever_joins_or_leaves_those_who_look_first_is_told_to_owners_and_to_them(later, settle):
    add_member(Team.objects.get(name="Triage"), later.ada, by=later.gus)
    settle()
    told = Notification.objects.filter(kind="settings.rerouting", title__contains="Ada Moreno")
    assert {each.person for each in told} == {later.finn, later.bo, later.dee, later.ada}
