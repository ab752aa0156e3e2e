"""An insider with power turns the product's own verbs against somebody, step by small step."""

from datetime import timedelta

import pytest

from tests.keeping import change_label, exclude_person, exclude_team, look_after
from tests.world import look_first
from turnout.core.notify.models import Notification
from turnout.core.people.actions.founding import add_person
from turnout.core.people.actions.leaving import deactivate_person, reactivate_person
from turnout.core.people.actions.teams import add_member, create_team, remove_member, remove_team
from turnout.core.people.errors import NotPossible as PeopleNotPossible
from turnout.core.people.models import Person
from turnout.core.people.vouching import may_be_same_person
from turnout.incidents.access.actions import visibility
from turnout.incidents.access.actions.following import grant_access
from turnout.incidents.access.actions.keepers import name_keeper
from turnout.incidents.access.actions.proposals import agree, propose, stop
from turnout.incidents.access.actions.roles import assign_role
from turnout.incidents.access.actions.sealing import answer_seal_break, ask_to_break_seal
from turnout.incidents.access.actions.visibility import grant_access_to_team, revoke_access_of_team
from turnout.incidents.access.keepers import is_keeper
from turnout.incidents.access.members import is_kept_out, may_let_in
from turnout.incidents.access.models import DONE, LAPSED, Proposal
from turnout.incidents.access.proposals import may_agree, may_stop, who_hears
from turnout.incidents.definitions.models.labels import OPEN, RESTRICTED, SEALED, TEAM
from turnout.incidents.errors import NotPossible, TakesTwo
from turnout.incidents.models import Incident, Role
from turnout.incidents.raising.actions.raising import Reporting, raise_incident
from turnout.incidents.room.actions.merging import merge_incident
from turnout.incidents.room.actions.talking import post_message

SOON = {"minutes": 61}


@pytest.fixture
def lead():
    return Role.objects.get(key="lead")


@pytest.fixture
def two_looked_after(world):
    """Sealed; Bo and Cy look after it, as the rules said; Ada reported it."""
    incident = world.raise_incident("Somebody is bullied", private=True)
    look_after(incident, world.bo, world.cy)
    return change_label_as(incident, SEALED, world)


def change_label_as(incident, label, world):
    Incident.objects.filter(pk=incident.pk).update(confidentiality=label)
    return Incident.objects.get(pk=incident.pk)


def keep_out(incident, person, by):
    named = {"person": person.pk}
    return propose(incident, "exclude", named, target=person, by=by, reason="A conflict of interest")


def sees(person, incident):
    return Incident.objects.visible_to(person).filter(pk=incident.pk).exists()


def names_heard_by(person):
    found = Notification.objects.filter(person=person)
    return " ".join(f"{each.title} {each.body}" for each in found)


# Two who are one


def test_whoever_named_a_friend_is_no_second_person_for_that_friend(world, two_looked_after):
    name_keeper(two_looked_after, world.dee, by=world.bo)
    proposal = keep_out(two_looked_after, world.eve, by=world.dee)
    assert not may_agree(proposal, world.bo)
    assert may_agree(proposal, world.cy)


def test_friends_that_one_person_named_are_one_however_they_named_each_other(world, two_looked_after):
    name_keeper(two_looked_after, world.dee, by=world.bo)
    name_keeper(two_looked_after, world.gus, by=world.dee)
    assert not may_agree(keep_out(two_looked_after, world.eve, by=world.bo), world.gus)
    assert not may_agree(keep_out(two_looked_after, world.finn, by=world.gus), world.dee)


def test_owners_are_nobodys_choice(world):
    """Otherwise one keeper could name them all, and no two of them could agree."""
    incident = world.raise_incident("Somebody is bullied", private=True)
    look_after(incident, world.bo)
    ingrid = add_person(name="Ingrid Sørensen", email="i@example.org", role="owner", by=None)
    name_keeper(incident, world.finn, by=world.bo)
    name_keeper(incident, ingrid, by=world.bo)
    assert may_agree(keep_out(incident, world.bo, by=world.finn), ingrid)


def test_an_account_brought_back_to_life_is_no_second_person(world, clock):
    within = timedelta(days=14)
    deactivate_person(world.dee, by=world.finn)
    clock.forward(days=30)
    reactivate_person(world.dee, by=world.gus)
    assert may_be_same_person(world.gus, Person.objects.get(pk=world.dee.pk), within=within)


def test_taking_somebody_out_and_back_makes_nobody_theirs(world, clock):
    within = timedelta(days=14)
    clock.forward(days=30)
    deactivate_person(world.dee, by=world.finn)
    reactivate_person(world.dee, by=world.gus)
    assert not may_be_same_person(world.gus, Person.objects.get(pk=world.dee.pk), within=within)


# Small steps


def test_the_hour_never_takes_somebody_out_of_whom_only_friends_heard(world, two_looked_after, clock):
    """Bo names a friend, and only that friend hears that Cy is to be kept out."""
    name_keeper(two_looked_after, world.dee, by=world.bo)
    proposal = keep_out(two_looked_after, world.cy, by=world.bo)
    clock.forward(**SOON)
    proposal.refresh_from_db()
    assert proposal.state == LAPSED and not is_kept_out(two_looked_after, world.cy)


def test_the_hour_goes_on_for_small_teams(world, two_looked_after, clock):
    proposal = keep_out(two_looked_after, world.eve, by=world.bo)
    clock.forward(**SOON)
    proposal.refresh_from_db()
    assert proposal.state == DONE and is_kept_out(two_looked_after, world.eve)


def test_what_was_stopped_is_not_done_by_asking_again_in_the_night(world, two_looked_after, clock):
    stop(keep_out(two_looked_after, world.eve, by=world.bo), by=world.cy)
    again = keep_out(two_looked_after, world.eve, by=world.bo)
    clock.forward(**SOON)
    again.refresh_from_db()
    assert again.state == LAPSED and not is_kept_out(two_looked_after, world.eve)
    agree(keep_out(two_looked_after, world.eve, by=world.bo), by=world.cy)
    assert is_kept_out(two_looked_after, world.eve)


def test_closing_it_puts_out_nobody_who_looks_after_it(world):
    incident = world.raise_incident("The support lead shares addresses")
    name_keeper(incident, world.cy, by=world.finn)
    visibility.change_label(incident, RESTRICTED, by=world.dee)
    assert sees(world.cy, incident) and is_keeper(Incident.objects.get(pk=incident.pk), world.cy)


def test_a_team_leaves_with_nobody_who_looks_after_it(world):
    incident = world.raise_incident("Somebody is bullied", private=True)
    look_after(incident, world.bo)
    team = create_team("Counsel", by=world.gus)
    add_member(team, world.cy, by=world.gus)
    grant_access_to_team(incident, team, by=world.bo)
    incident.keepers.create(person=world.cy)  # named while everybody saw it
    with pytest.raises(NotPossible):
        revoke_access_of_team(incident, team, by=world.bo)
    assert sees(world.cy, incident)


def test_taking_a_role_takes_no_sight(world, lead):
    incident = world.raise_incident("Somebody is bullied", private=True)
    assign_role(incident, lead, world.bo, by=world.finn)
    grant_access(incident, world.dee, by=world.finn)
    assign_role(incident, lead, world.dee, by=world.dee)
    assert sees(world.bo, incident)


def test_two_guests_give_each_other_no_power(world, lead):
    incident = world.raise_incident("Somebody is bullied", private=True)
    other = Role.objects.exclude(key="lead")[0]
    for guest in (world.bo, world.dee):
        grant_access(incident, guest, by=world.finn)
    assign_role(incident, lead, world.bo, by=world.dee)
    assign_role(incident, other, world.dee, by=world.bo)
    incident = Incident.objects.get(pk=incident.pk)
    assert not may_let_in(incident, world.bo) and not may_let_in(incident, world.dee)


def test_who_was_given_the_lead_by_a_keeper_may_hand_it_on_with_what_goes_with_it(world, lead):
    incident = world.raise_incident("Somebody is bullied", private=True)
    assign_role(incident, lead, world.bo, by=world.finn)
    grant_access(incident, world.dee, by=world.bo)
    assign_role(incident, lead, world.dee, by=world.bo)
    assert may_let_in(Incident.objects.get(pk=incident.pk), world.dee)


# Hidden inside


def test_a_proposal_names_the_teams_that_come_in(world, browser_as, settle):
    incident = world.raise_incident("Somebody is bullied", private=True)
    look_after(incident, world.bo, world.cy)
    team = create_team("Friends of Bo", by=world.gus)
    form = {"label": TEAM, "team": [team.pk], "reason": "They help"}
    browser_as(world.bo).post(f"/incidents/{incident.number}/label/", form)
    settle()
    assert "Friends of Bo" in names_heard_by(world.cy)


def test_sealing_lets_nobody_in_along_with_it(world, two_looked_after):
    incident = change_label_as(two_looked_after, RESTRICTED, world)
    team = create_team("Friends of Bo", by=world.gus)
    with pytest.raises(NotPossible):
        propose(incident, "label", {"to": SEALED, "teams": [team.pk]}, by=world.bo, reason="It must")


def test_what_was_proposed_for_one_label_does_nothing_to_another(world, clock, browser_as):
    """Proposed to open it to teams; meanwhile it was opened to all: an hour later nobody loses sight."""
    incident = world.raise_incident("Somebody is bullied", private=True)
    look_after(incident, world.bo, world.cy)
    form = {"label": TEAM, "reason": "They help", "was": RESTRICTED}
    browser_as(world.bo).post(f"/incidents/{incident.number}/label/", form)
    change_label(incident, OPEN, by=world.cy)
    clock.forward(**SOON)
    assert Incident.objects.get(pk=incident.pk).confidentiality == OPEN
    assert Proposal.objects.get().state == LAPSED


def test_a_team_that_is_gone_by_then_stops_nothing_else(world, two_looked_after, clock, settle):
    team = create_team("Engineering", by=world.gus)
    proposal = propose(two_looked_after, "exclude", {"team": team.pk}, by=world.bo, reason="It is theirs")
    remove_team(team, by=world.gus)
    clock.forward(**SOON)
    settle()
    proposal.refresh_from_db()
    assert proposal.state == LAPSED


# Who hears what they must not


def test_whom_it_would_be_about_neither_hears_nor_stops_that(world, two_looked_after, settle):
    look_after(two_looked_after, world.dee)
    named = {"people": [world.cy.pk]}
    proposal = propose(two_looked_after, "concerned", named, by=world.bo, reason="She did it")
    settle()
    assert "She did it" not in names_heard_by(world.cy) and "Cy Okafor" not in names_heard_by(world.cy)
    assert not may_stop(proposal, world.cy) and not may_agree(proposal, world.cy)
    assert world.dee in who_hears(proposal)


def test_who_is_kept_out_with_a_team_neither_hears_nor_stops_that(world, two_looked_after, settle):
    look_after(two_looked_after, world.dee)
    team = create_team("Legal", by=world.gus)
    add_member(team, world.cy, by=world.gus)
    proposal = propose(two_looked_after, "exclude", {"team": team.pk}, by=world.bo, reason="It is theirs")
    settle()
    assert "Legal" not in names_heard_by(world.cy)
    assert not may_stop(proposal, world.cy) and not may_agree(proposal, world.cy)


# Clock edges


def test_within_the_hour_one_takes_back_closing_but_not_what_was_confided_since(world):
    incident = world.raise_incident("The support lead shares addresses")
    visibility.change_label(incident, RESTRICTED, by=world.finn)
    visibility.change_label(incident, OPEN, by=world.finn)
    visibility.change_label(incident, RESTRICTED, by=world.finn)
    post_message(incident, "Now I dare say it: it was the boss", by=world.ada)
    with pytest.raises(TakesTwo):
        visibility.change_label(incident, OPEN, by=world.finn)


def test_what_was_merged_in_since_is_not_opened_by_one(world):
    incident = world.raise_incident("The support lead shares addresses")
    private = world.raise_incident("Somebody is bullied", private=True)
    visibility.change_label(incident, RESTRICTED, by=world.finn)
    merge_incident(private, incident, by=world.finn)
    with pytest.raises(TakesTwo):
        visibility.change_label(incident, OPEN, by=world.finn)


# The way of a report


@pytest.mark.parametrize("how", ["named", "confidential"])
@pytest.mark.parametrize("reporter", ["ada", "eve"])
def test_what_is_said_about_the_only_owner_reaches_somebody_else(world, how, reporter):
    """Otherwise nobody but its reporter would ever read it, and a reporter would decide alone."""
    reporting = Reporting(about=(world.finn,), reported_as=how)
    by = getattr(world, reporter)
    incident = raise_incident(name="The boss did it", by=by, private=True, reporting=reporting)
    assert is_keeper(incident, world.gus) and not sees(world.finn, incident)


def test_an_admin_neither_joins_those_who_look_first_nor_takes_them_out(world, clock):
    team = look_first(world.bo, world.cy, world.dee)
    clock.forward(days=8)
    for verb, person in ((add_member, world.gus), (remove_member, world.cy)):
        with pytest.raises(PeopleNotPossible, match="An owner decides"):
            verb(team, person, by=world.gus)
    add_member(team, world.ada, by=world.gus)
    remove_member(team, world.cy, by=world.finn)
    remove_member(team, world.dee, by=world.dee)


def test_two_keepers_never_shut_out_everyone_who_could_open_it(world):
    matter = world.raise_incident("A complaint", private=True, by=world.cy)
    everyone = create_team("Everyone above", by=world.finn)
    for each in (world.finn, world.gus):
        add_member(everyone, each, by=world.finn)
    with pytest.raises(NotPossible, match="owner or admin"):
        exclude_team(matter, everyone, by=world.cy)
    exclude_person(matter, world.finn, by=world.cy)
    with pytest.raises(NotPossible, match="owner or admin"):
        exclude_person(matter, world.gus, by=world.cy)


def test_breaking_the_seal_doesnt_shorten_what_somebody_was_let_in_for(world, clock):
    matter = world.raise_incident("A complaint", private=True, by=world.cy)
    sealed = change_label(matter, "sealed", by=world.cy)
    asked = ask_to_break_seal(sealed.number, "Urgent", by=world.finn)
    grant_access(sealed, world.finn, by=world.cy)
    answer_seal_break(asked, agree=True, by=world.gus)
    clock.forward(hours=5)
    assert Incident.objects.visible_to(world.finn).filter(pk=sealed.pk).exists()


def test_whoever_closes_it_doesnt_shut_the_way_back_within_the_hour(world, clock):
    incident = visibility.change_label(world.raise_incident(), RESTRICTED, by=world.finn)
    with pytest.raises(TakesTwo):
        visibility.change_marks(incident, privileged=False, no_tipping_off=True, by=world.finn)
    clock.forward(minutes=61)
    marked = visibility.change_marks(incident, privileged=False, no_tipping_off=True, by=world.finn)
    assert marked.no_tipping_off
