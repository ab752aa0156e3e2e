"""Who sees an incident: labels, teams, exclusions, and the two questions that must always agree."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.keeping import (
    by_two,
    change_label,
    change_marks,
    exclude_person,
    exclude_team,
    lift_exclusion,
    look_after,
    second_keeper,
)
from tests.world import look_first, make_world
from turnout.core.lib import clock as time
from turnout.core.notify.models import Notification
from turnout.core.people.actions.teams import add_member, create_team
from turnout.core.people.models import Membership, Person, Team
from turnout.incidents.access.actions.following import grant_access, revoke_access
from turnout.incidents.access.actions.roles import assign_role
from turnout.incidents.access.actions.visibility import exclude_person as keep_out
from turnout.incidents.access.actions.visibility import grant_access_to_team
from turnout.incidents.access.members import may_let_in, visibility_change
from turnout.incidents.definitions.actions.definitions import change_definition
from turnout.incidents.definitions.models.labels import Label
from turnout.incidents.errors import ChangedMeanwhile, NotPossible
from turnout.incidents.models import Access, Exclusion, Incident, IncidentType, Role, RoleAssignment
from turnout.incidents.room.actions.merging import merge_incident
from turnout.incidents.room.actions.talking import post_update

CAST = ("ada", "bo", "cy", "dee", "eve", "finn", "gus")
one = st.sampled_from([None, *CAST])
who = st.sets(st.sampled_from(CAST), max_size=3)


def sees(person, incident):
    return Incident.objects.visible_to(person).filter(pk=incident.pk).exists()


def seen_by(world, incident):
    return {name for name in CAST if sees(getattr(world, name), incident)}


class AnyGrants(TestCase):
    """However people were let in or kept out, the list and the single question answer alike, and as meant."""

    @settings(max_examples=60)
    @given(st.sampled_from([*Label]), one, who, who, who, one, one, who, who)
    def test_both_questions_agree(self, label, reporter, named, once, team, holds, held, out, team_out):
        world = make_world()
        person = {name: getattr(world, name) for name in CAST}
        incident = world.raise_incident(by=world.dee)
        incident.confidentiality, incident.reporter = label, person.get(reporter)
        incident.save()
        inside, outside = Team.objects.create(name="Inside"), Team.objects.create(name="Outside")
        for members, of in ((team, inside), (team_out, outside)):
            Membership.objects.bulk_create([Membership(team=of, person=person[each]) for each in members])
        Access.objects.create(incident=incident, team=inside)
        Exclusion.objects.create(incident=incident, team=outside)
        over, later = time.now() - timedelta(seconds=1), time.now() + timedelta(hours=1)
        for each in named | once:
            until = None if each in named and each not in once else over if each in once - named else later
            Access.objects.create(incident=incident, person=person[each], until=until)
        for each in out:
            Exclusion.objects.create(incident=incident, person=person[each])
        if holds:
            RoleAssignment.objects.create(
                incident=incident, person=person[holds], role=Role.objects.get(key="lead")
            )
        if held:
            RoleAssignment.objects.create(
                incident=incident, person=person[held], role=Role.objects.get(key="scribe"), ended_at=over
            )
        incident = Incident.objects.get(pk=incident.pk)
        meant = named | team | {reporter, holds} - {None}
        meant |= {"finn"} if label in (Label.TEAM, Label.RESTRICTED) else set()
        meant = set(CAST) if label == Label.OPEN else (meant - out - team_out) | {reporter} - {None}
        everyone = list(Person.objects.all())
        assert {
            each.name.split()[0].lower() for each in everyone if each.pk in incident.seen_by(everyone)
        } == meant
        assert seen_by(world, incident) == meant
        for name in CAST:
            private = Incident.objects.restricted_to(person[name]).filter(pk=incident.pk).exists()
            assert private == (name in meant and label != Label.OPEN)


@pytest.fixture
def matter(world):
    return world.raise_incident("A complaint about a manager", private=True, by=world.cy)


@pytest.fixture
def counsel(world):
    team = create_team(name="Counsel", purpose="", by=world.gus)
    add_member(team, world.bo, by=world.gus)
    return team


def test_a_sealed_one_is_hidden_from_owners(world, matter):
    assert sees(world.finn, matter)
    change_label(matter, "sealed", by=world.cy)
    assert seen_by(world, matter) == {"cy"}


def test_a_team_sees_it_with_whoever_joins_later(world, matter, counsel):
    grant_access_to_team(matter, counsel, by=world.cy)
    assert seen_by(world, matter) == {"cy", "finn", "bo"}
    add_member(counsel, world.dee, by=world.gus)
    assert sees(world.dee, matter)


def test_who_came_in_with_a_team_lets_others_in_only_under_the_label_team(world, matter, counsel):
    grant_access_to_team(matter, counsel, by=world.cy)
    with pytest.raises(NotPossible):
        grant_access(matter, world.dee, by=world.bo)
    with pytest.raises(NotPossible):
        assign_role(matter, Role.objects.get(key="scribe"), world.dee, by=world.bo)
    with pytest.raises(NotPossible):
        change_label(matter, "open", by=world.bo)
    grant_access(change_label(matter, "team", by=world.cy), world.dee, by=world.bo)
    assert sees(world.dee, matter)


def test_keepers_alone_let_others_into_a_sealed_one(world, matter):
    grant_access(matter, world.bo, by=world.cy)
    assign_role(matter, Role.objects.get(key="lead"), world.dee, by=world.cy)
    assert [may_let_in(matter, each) for each in (world.cy, world.bo, world.dee)] == [True, False, True]
    matter = change_label(matter, "sealed", by=world.cy)
    assert [may_let_in(matter, each) for each in (world.cy, world.bo, world.dee)] == [True, False, False]


def test_who_is_kept_out_is_out_whatever_else_would_let_them_in(world, matter, settle):
    assign_role(matter, Role.objects.get(key="lead"), world.finn, by=world.cy)
    settle()
    Notification.objects.all().delete()
    exclude_person(matter, world.finn, by=world.cy)
    assert not sees(world.finn, matter) and Incident.objects.get(pk=matter.pk).lead is None
    with pytest.raises(NotPossible, match="kept out"):
        grant_access(matter, world.finn, by=world.cy)
    post_update(matter, "Talked with both", by=world.cy)
    settle()
    assert not Notification.objects.filter(person=world.finn).exists()
    lift_exclusion(Exclusion.objects.get(), by=world.cy)
    assert sees(world.finn, matter)


def test_a_team_can_be_kept_out_but_never_whoever_reported_it(world, counsel):
    incident = world.raise_incident(private=True, by=world.ada)
    grant_access(incident, world.dee, by=world.finn)
    grant_access(incident, world.bo, by=world.finn)
    add_member(counsel, world.ada, by=world.gus)
    exclude_team(incident, counsel, by=world.finn)
    assert seen_by(world, incident) == {"finn", "dee", "ada"}
    with pytest.raises(NotPossible, match="reported this"):
        exclude_person(incident, world.ada, by=world.finn)


def test_nobody_is_kept_out_where_fewer_than_two_would_look_after_it(world, matter):
    with pytest.raises(NotPossible, match="look after"):
        by_two(keep_out)(matter, world.finn, by=world.cy)
    assert sees(world.finn, matter)


def test_what_is_marked_or_keeps_somebody_out_is_not_opened(world, matter):
    exclude_person(matter, world.bo, by=world.cy)
    with pytest.raises(NotPossible, match="kept out"):
        change_label(matter, "open", by=world.cy)
    lift_exclusion(Exclusion.objects.get(), by=world.cy)
    matter = change_marks(matter, privileged=True, no_tipping_off=False, by=world.cy)
    with pytest.raises(NotPossible, match="marked"):
        change_label(matter, "open", by=world.cy)


def test_the_second_of_two_people_who_change_the_label_is_told(world, matter):
    change_label(matter, "team", was="restricted", by=world.cy)
    with pytest.raises(ChangedMeanwhile):
        change_label(matter, "sealed", was="restricted", by=world.cy)


def test_what_a_change_would_do_is_what_it_does(world, matter, counsel):
    grant_access(matter, world.dee, by=world.cy)
    look_after(matter, second_keeper())
    change = visibility_change(matter, "sealed", teams=[counsel], by=world.cy)
    assert (change.gain, change.lose) == ([world.bo], [world.finn])
    change_label(matter, "sealed", teams=[counsel], by=world.cy)
    assert seen_by(world, matter) == {"bo", "cy", "dee"}
    assert visibility_change(matter, "open", by=world.cy).everyone == "gain"


def test_mail_about_a_sealed_one_says_nothing_of_it(world, matter, settle):
    grant_access(matter, world.bo, by=world.cy)
    change_label(matter, "sealed", by=world.cy)
    assign_role(matter, Role.objects.get(key="lead"), world.bo, by=world.cy)
    settle()
    told = Notification.objects.exclude(
        kind__in=("incident.let_in", "incident.label", "incident.keeper")
    ).get(person=world.bo)
    assert "complaint" not in f"{told.title} {told.body}" and matter.reference in told.title


def test_privileged_words_carry_their_mark(world, matter, settle):
    change_marks(matter, privileged=True, no_tipping_off=False, by=world.cy)
    assign_role(matter, Role.objects.get(key="lead"), world.finn, by=world.cy)
    settle()
    assert Notification.objects.filter(person=world.finn, body__startswith="Privileged").exists()


def test_a_merger_never_shows_a_sealed_one_to_more_people(world, matter):
    other = world.raise_incident("Another complaint", private=True, by=world.cy)
    sealed = change_label(matter, "sealed", by=world.cy)
    for one, into in ((sealed, other), (other, sealed)):
        with pytest.raises(NotPossible):
            merge_incident(one, into, by=world.cy)
    merge_incident(change_label(other, "sealed", by=world.cy), sealed, by=world.cy)


def test_losing_access_is_losing_sight(world, matter):
    grant_access(matter, world.bo, by=world.cy)
    revoke_access(matter, world.bo, by=world.cy)
    assert not sees(world.bo, matter)
    assert sees(world.bo, change_label(matter, "open", by=world.cy))
    change_label(matter, "restricted", by=world.bo)
    assert seen_by(world, matter) == {"bo", "cy", "finn"}


def test_a_sealed_report_names_those_who_look_and_its_reporter_is_shown_them(world, browser_as):
    kind = IncidentType.objects.get(key="people")
    kind = change_definition(kind, starts_as="sealed", by=world.finn)
    shown = browser_as(world.ada).post("/report/who-hears/", {"type": "people"}).content.decode()
    assert "Finn Gallagher" in shown and "Gus Petrov" not in shown
    assert seen_by(world, world.raise_incident(type=kind)) == {"ada", "finn"}


def test_a_report_for_a_team_is_seen_by_its_reporters_teams_and_triage(world, counsel, browser_as):
    add_member(counsel, world.ada, by=world.gus)
    look_first(world.dee)
    kind = IncidentType.objects.get(key="people")
    kind = change_definition(kind, starts_as="team", by=world.finn)
    shown = browser_as(world.ada).post("/report/who-hears/", {"type": "people"}).content.decode()
    assert "Counsel" in shown and "Dee Hartley" in shown
    assert seen_by(world, world.raise_incident(type=kind)) == {"ada", "bo", "dee", "finn"}


def test_those_inside_hear_when_a_team_that_sees_a_sealed_one_grows(world, matter, counsel, settle):
    change_label(matter, "sealed", teams=[counsel], by=world.cy)
    settle()
    add_member(counsel, world.gus, by=world.gus)
    settle()
    assert Notification.objects.filter(person=world.cy, title__contains="Gus Petrov joined Counsel").exists()
    assert not Notification.objects.filter(person=world.finn, kind="team.let_in").exists()
