"""Rules about who is told: what they bring about, and that they give nothing away."""

from typing import Any

import pytest

from turnout.core.notify.models import Notification
from turnout.core.people.actions.teams import add_member, create_team
from turnout.core.people.models import Person
from turnout.incidents.audience import notices
from turnout.incidents.audience.actions.rules import (
    change_audience_rule,
    create_audience_rule,
    remove_audience_rule,
)
from turnout.incidents.audience.resolver import audience_of, audience_of_new, draft_of
from turnout.incidents.errors import NotPossible
from turnout.incidents.models import Access, AudienceRule, Incident, IncidentType, Role, Severity

PRIVACY = [[{"of": "type", "is": "one_of", "values": ["privacy"]}]]
SERIOUS = [[{"of": "severity", "is": "at_least", "values": ["2"]}]]


@pytest.fixture
def lawyers(world):
    """A team of one."""
    team = create_team("Lawyers", by=world.finn)
    add_member(team, world.cy, by=world.finn)
    return team


def rule(world, team, conditions, **more):
    return create_audience_rule(name="Lawyers", conditions=conditions, teams=[team], by=world.finn, **more)


def raise_of(world, key, **more):
    return world.raise_incident("Sent to the wrong person", type=IncidentType.objects.get(key=key), **more)


def test_a_rule_tells_its_teams_besides_those_who_look_first(world, lawyers):
    rule(world, lawyers, SERIOUS)
    worst = world.raise_incident(severity=Severity.objects.get(rank=1))
    mild = world.raise_incident(severity=Severity.objects.get(rank=3))
    assert audience_of_new(worst).people == [world.gus, world.cy]
    assert audience_of_new(mild).people == [world.gus]


def test_why_somebody_hears_is_said_shortly(world, lawyers):
    privacy = IncidentType.objects.get(key="privacy")
    part = [[{"of": "department", "is": "one_of", "values": [privacy.discipline_id]}]]
    made = rule(world, lawyers, part, lets_in=True)
    hearing = audience_of_new(raise_of(world, "privacy")).recipient_groups[0]
    assert hearing.why == f"they hear of everything in {privacy.discipline.name}"
    remove_audience_rule(made, by=world.finn)
    rule(world, lawyers, SERIOUS)
    worst = world.raise_incident(severity=Severity.objects.get(rank=1))
    assert (
        audience_of_new(worst).recipient_groups[1].why == "they hear when the severity is S2 Major or worse"
    )


def test_a_rule_lets_its_team_into_what_starts_private_and_tells_it(world, lawyers):
    rule(world, lawyers, PRIVACY, lets_in=True)
    incident = raise_of(world, "privacy")
    assert audience_of_new(incident).people == [world.cy]
    assert Incident.objects.visible_to(world.cy).filter(pk=incident.pk).exists()
    assert not Incident.objects.visible_to(world.bo).filter(pk=incident.pk).exists()


def test_a_rule_that_lets_nobody_in_gives_nothing_private_away(world, lawyers):
    rule(world, lawyers, PRIVACY)
    incident = raise_of(world, "privacy")
    assert audience_of_new(incident).people == [world.finn]
    assert not Access.objects.filter(person=world.cy).exists()


def test_the_preview_names_whom_it_lets_in_before_anything_is_sent(world, lawyers):
    rule(world, lawyers, PRIVACY, lets_in=True)
    draft = draft_of(
        type=IncidentType.objects.get(key="privacy"), severity=None, private=False, place="", by=world.ada
    )
    assert audience_of(draft).let_in == (world.cy,)
    assert audience_of(draft, quiet=True).people == []


def test_an_open_incident_needs_nobody_to_be_let_in(world, lawyers):
    rule(world, lawyers, [], lets_in=True)
    world.raise_incident()
    assert not Access.objects.exists()


def test_whoever_reports_it_hears_nothing_of_their_own_rule(world, lawyers):
    rule(world, lawyers, PRIVACY, lets_in=True)
    assert audience_of_new(raise_of(world, "privacy", by=world.cy)).people == [world.finn]


def test_who_left_the_company_or_may_see_nothing_is_not_told(world, lawyers):
    rule(world, lawyers, [])
    Person.objects.filter(pk=world.cy.pk).update(is_active=False)
    assert audience_of_new(world.raise_incident()).people == [world.gus]


def test_a_rule_that_was_changed_paused_or_removed_counts_at_once(world, lawyers):
    made = rule(world, lawyers, [])
    fields: dict[str, Any] = {"name": "Lawyers", "conditions": [], "teams": [lawyers], "lets_in": False}
    change_audience_rule(made, **fields, is_active=False, by=world.gus)
    assert audience_of_new(world.raise_incident()).people == [world.gus]
    change_audience_rule(made, **fields, is_active=True, by=world.gus)
    assert audience_of_new(world.raise_incident()).people == [world.gus, world.cy]
    remove_audience_rule(made, by=world.gus)
    assert audience_of_new(world.raise_incident()).people == [world.gus]


def test_a_rule_about_something_that_is_gone_never_holds(world, lawyers):
    made = rule(world, lawyers, PRIVACY, lets_in=True)
    gone = [[{"of": "type", "is": "one_of", "values": ["gone"]}]]
    AudienceRule.objects.filter(pk=made.pk).update(conditions=gone)
    assert audience_of_new(raise_of(world, "privacy")).people == [world.finn]


@pytest.mark.parametrize(
    "wrong",
    [{"name": " "}, {"name": "Taken"}, {"teams": []}, {"conditions": [[{"of": "mood", "is": "one_of"}]]}],
)
def test_a_rule_that_makes_no_sense_is_refused_with_a_reason(world, lawyers, wrong):
    create_audience_rule(name="Taken", conditions=[], teams=[lawyers], by=world.gus)
    given: dict[str, Any] = {"name": "Lawyers", "conditions": [], "teams": [lawyers], **wrong}
    with pytest.raises(NotPossible):
        create_audience_rule(**given, by=world.gus)


def test_many_rules_cost_no_more_questions_than_few(world, lawyers, django_assert_max_num_queries):
    for number in range(60):
        teams, role = [lawyers, create_team(f"Team {number}", by=world.finn)], Role.objects.get(key="lead")
        create_audience_rule(
            name=f"Rule {number}", conditions=[], teams=teams, people=[world.bo], roles=[role], by=world.gus
        )
    incident = world.raise_incident()
    audience_of(incident)
    with django_assert_max_num_queries(6):
        assert len(audience_of(incident).recipient_groups) == 61


def test_who_may_not_see_private_incidents_lets_nobody_in_by_a_rule(world, lawyers):
    with pytest.raises(NotPossible):
        create_audience_rule(name="Mine", conditions=[], teams=[lawyers], lets_in=True, by=world.gus)
    made = rule(world, lawyers, PRIVACY, lets_in=True)
    wider: dict[str, Any] = {"name": "Lawyers", "conditions": [], "teams": [lawyers], "is_active": True}
    for lets_in in (True, False):
        with pytest.raises(NotPossible):
            change_audience_rule(made, **wider, lets_in=lets_in, by=world.gus)
    with pytest.raises(NotPossible):
        remove_audience_rule(made, by=world.gus)


def test_owners_hear_when_a_team_that_is_let_in_grows(world, lawyers, settle):
    rule(world, lawyers, PRIVACY, lets_in=True)
    add_member(lawyers, world.gus, by=world.gus)
    settle()
    (told,) = Notification.objects.filter(kind=notices.INSIDERS)
    assert (told.person, told.title) == (world.finn, "Gus Petrov joined Lawyers")


def test_nobody_is_bothered_when_another_team_grows(world, lawyers, settle):
    rule(world, lawyers, PRIVACY)
    add_member(lawyers, world.gus, by=world.gus)
    settle()
    assert not Notification.objects.filter(kind=notices.INSIDERS).exists()
