"""Whoever holds a role works; those who look after an incident decide, two together; who loses hears it."""

import pytest

from tests.keeping import by_two, change_label, look_after, second_keeper
from turnout.core.notify.models import Notification
from turnout.core.people.actions.teams import create_team
from turnout.incidents.access.actions import visibility
from turnout.incidents.access.actions.access_requests import answer_access_request, ask_for_access
from turnout.incidents.access.actions.following import grant_access, revoke_access, subscribe
from turnout.incidents.access.actions.keepers import step_down
from turnout.incidents.access.actions.proposals import propose, stop
from turnout.incidents.access.actions.roles import assign_role, end_role
from turnout.incidents.access.actions.sealing import answer_seal_break, ask_to_break_seal
from turnout.incidents.access.keepers import keepers_of
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.actions.lifecycle import accept_incident, decline_incident, note_near_miss
from turnout.incidents.incident.models.incident import CONFIDENTIAL
from turnout.incidents.incident.models.unnamed import UnnamedReporter
from turnout.incidents.models import Incident, Role
from turnout.incidents.raising.actions.raising import Reporting
from turnout.incidents.reporters.actions.reporters import look_up_reporter

pytestmark = pytest.mark.once


def now(incident):
    return Incident.objects.get(pk=incident.pk)


def sees(incident, person):
    return person.pk in now(incident).seen_by([person])


def titles(person):
    return " / ".join(Notification.objects.filter(person=person).values_list("title", flat=True))


def refused(verb, *given, **named):
    with pytest.raises(NotPossible):
        verb(*given, **named)


@pytest.fixture
def lead():
    return Role.objects.get(key="lead")


@pytest.fixture
def complaint(world, lead):
    """Everyone can read it; Cy leads, Bo and Eve follow, and Dee would like it to be gone."""
    incident = accept_incident(world.raise_incident("Addresses are passed on", by=world.ada), by=world.cy)
    assign_role(incident, lead, world.cy, by=world.cy)
    for person in (world.bo, world.eve):
        subscribe(incident, by=person)
    return incident


@pytest.fixture
def sealed(world):
    """What Ada confided, looked after by Cy and Kim; Bo was let in to help."""
    how = Reporting(reported_as=CONFIDENTIAL)
    incident = world.raise_incident("Touched at the party", by=world.ada, private=True, reporting=how)
    look_after(incident, world.cy, second_keeper())
    grant_access(incident, world.bo, by=world.cy)
    return change_label(now(incident), "sealed", by=world.cy)


def test_six_presses_make_no_open_incident_disappear(world, complaint, lead, settle):
    dee = world.dee
    refused(visibility.change_label, complaint, "sealed", by=dee)
    visibility.change_label(complaint, "restricted", by=dee)
    settle()
    assert all(sees(complaint, each) for each in (world.ada, world.cy, world.finn, dee))
    for person in (world.bo, world.eve):
        assert f"{complaint.reference}. Dee Hartley changed who can see it" in titles(person)
    assert "Dee Hartley changed who can see" in titles(world.finn)
    assign_role(complaint, lead, dee, by=dee)
    for person in (world.ada, world.cy, world.finn):
        refused(visibility.exclude_person, complaint, person, by=dee)
    refused(visibility.change_label, complaint, "sealed", by=dee)
    answer_access_request(
        ask_for_access(now(complaint), "I was helping", by=world.bo), grant=True, by=world.finn
    )
    assert sees(complaint, world.bo)
    visibility.change_label(complaint, "open", by=world.finn)  # within the hour, one press
    assert sees(complaint, world.eve)


def test_nobody_takes_an_emergency_from_its_lead_unheard(world, complaint, lead, settle):
    visibility.change_label(complaint, "restricted", by=world.dee)
    assert now(complaint).lead == world.cy
    refused(revoke_access, complaint, world.cy, by=world.dee)
    assign_role(complaint, lead, world.dee, by=world.dee)
    settle()
    assert f"Dee Hartley is Lead now: {complaint.reference}" in titles(world.cy)
    assert sees(complaint, world.cy)


def test_keeping_out_is_never_one_persons_word(world, complaint, settle):
    visibility.change_label(complaint, "restricted", by=world.cy)
    grant_access(complaint, world.bo, by=world.finn)
    for person in (world.ada, world.finn):
        refused(visibility.exclude_person, complaint, person, by=world.bo)
        refused(visibility.exclude_person, complaint, person, by=world.finn)  # not a keeper alone, either
    refused(by_two(visibility.exclude_person), complaint, world.ada, by=world.finn)  # her report
    look_after(complaint, second_keeper())
    by_two(visibility.exclude_person)(complaint, world.bo, by=second_keeper())
    settle()
    assert not sees(complaint, world.bo) and "kept out" not in titles(world.bo)
    assert f"Someone is kept out of {complaint.reference}" in titles(world.finn)


def test_the_last_other_keeper_isnt_kept_out(world, sealed):
    refused(by_two(visibility.exclude_person), sealed, second_keeper(), by=world.cy)
    look_after(sealed, world.dee)
    by_two(visibility.exclude_person)(sealed, second_keeper(), by=world.cy)


def test_trying_names_finds_no_reporter_out(world, sealed):
    team = create_team("Support", by=world.gus)
    team.members.add(world.ada)
    by_two(visibility.exclude_person)(sealed, world.ada, by=world.cy)
    by_two(visibility.exclude_team)(sealed, team, by=world.cy)
    assert sees(sealed, world.ada)


def test_what_was_told_in_confidence_isnt_opened_by_one(world, sealed, lead, settle, clock):
    clock.forward(hours=2)
    assign_role(sealed, lead, world.cy, by=world.cy)
    for label in ("open", "team", "restricted"):
        refused(visibility.change_label, now(sealed), label, by=world.cy)
        refused(visibility.change_label, now(sealed), label, by=world.bo)
        refused(propose, now(sealed), "label", {"to": label}, by=world.bo, reason="Let them read")
    proposed = propose(now(sealed), "label", {"to": "restricted"}, by=world.cy, reason="More have to help")
    settle()
    assert "needs a second person" in titles(second_keeper()) and "needs a second person" in titles(world.bo)
    stop(proposed, by=world.bo)  # anyone inside may
    assert now(sealed).is_sealed


def test_a_guest_takes_no_special_handling_off(world, complaint):
    visibility.change_label(complaint, "restricted", by=world.cy)
    visibility.change_marks(complaint, privileged=True, no_tipping_off=False, by=world.finn)
    grant_access(complaint, world.bo, by=world.finn)
    for person in (world.bo, world.finn):
        refused(visibility.change_marks, complaint, privileged=False, no_tipping_off=False, by=person)


def test_four_hours_stay_four_hours(world, sealed, lead, clock):
    asked = ask_to_break_seal(sealed.number, "Somebody is in danger", by=world.gus)
    answer_seal_break(asked, agree=True, by=world.finn)
    assert sees(sealed, world.gus)
    refused(grant_access, sealed, world.dee, by=world.gus)
    refused(assign_role, sealed, lead, world.gus, by=world.gus)
    refused(visibility.exclude_person, sealed, world.bo, by=world.gus)
    refused(propose, sealed, "exclude", {"person": world.bo.pk}, by=world.gus, reason="He lies")
    refused(by_two(visibility.exclude_person), sealed, world.gus, by=world.cy)  # nor is he shut out of them
    clock.forward(hours=4, minutes=1)
    assert not sees(sealed, world.gus)


def test_nobody_judges_in_their_own_case(world, lead):
    incident = world.raise_incident("Bo shouts at us", by=world.ada, reporting=Reporting(about=(world.bo,)))
    for verb in (decline_incident, note_near_miss):
        refused(verb, incident, by=world.bo)
    assign_role(incident, lead, world.cy, by=world.cy)
    refused(assign_role, incident, lead, world.bo, by=world.bo)
    refused(assign_role, incident, lead, world.dee, by=world.bo)
    refused(end_role, incident, lead, by=world.bo)
    refused(visibility.change_label, incident, "restricted", by=world.bo)
    decline_incident(incident, by=world.cy)


def test_whoever_it_is_about_doesnt_look_its_reporter_up(world, browser_as, settle):
    how = Reporting(reported_as=CONFIDENTIAL, about=(world.bo,))
    incident = world.raise_incident("Bo shouts at us", by=world.ada, reporting=how)
    UnnamedReporter.objects.get().knowers.set([world.bo, world.cy])
    refused(look_up_reporter, incident, reason="To apologise", by=world.bo)
    refused(look_up_reporter, incident, reason="", by=world.cy)
    look_up_reporter(incident, reason="She may be in danger", by=world.cy)
    settle()
    assert f"Cy Okafor looked up who reported {incident.reference}" in titles(world.ada)


def test_sealing_leaves_nobody_alone_with_it(world, settle):
    mine = world.raise_incident("Bo steals", by=world.dee, private=True)
    refused(visibility.change_label, mine, "sealed", by=world.dee)
    by_two(visibility.change_label)(mine, "sealed", by=world.dee)
    settle()
    assert {world.dee, world.finn} <= set(keepers_of(now(mine)))
    assert "You now look after" in titles(world.finn)
    refused(step_down, now(mine), by=world.finn)
