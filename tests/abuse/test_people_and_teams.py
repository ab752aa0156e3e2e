"""Power over people and teams: who takes something from somebody is named, heard of, and never alone."""

from datetime import timedelta

import pytest

from tests.keeping import change_label, exclude_person, exclude_team
from turnout.core.events.models import RecordedEvent
from turnout.core.notify.models import Notification
from turnout.core.people.actions.leaving import deactivate_person
from turnout.core.people.actions.roles import change_role
from turnout.core.people.actions.teams import add_member, create_team, remove_member
from turnout.core.people.actions.waiting import stop_access_change
from turnout.core.people.errors import NotPossible
from turnout.core.people.models import AccessChange, Person
from turnout.core.people.ticks import carry_out_access_change
from turnout.core.people.vouching import may_be_same_person
from turnout.incidents.access.actions.keepers import name_keeper
from turnout.incidents.access.actions.roles import assign_role
from turnout.incidents.definitions.models.labels import SEALED
from turnout.incidents.incident.actions.lifecycle import accept_incident
from turnout.incidents.incident.models import Access, Keeper
from turnout.incidents.models import Incident, Role
from turnout.incidents.raising.actions.raising import raise_incident


def told(person):
    return list(Notification.objects.filter(person=person).values_list("title", flat=True))


def now(person):
    return Person.objects.get(pk=person.pk)


def alike(one, other):
    return may_be_same_person(one, other, within=timedelta(days=14))


@pytest.fixture
def lead():
    return Role.objects.get(key="lead")


@pytest.fixture
def about_gus(world, lead):
    """A private report that the admin can't see; Cy leads it."""
    incident = raise_incident(name="Gus reads our mail", by=world.ada, private=True)
    name_keeper(incident, world.cy, by=world.finn)
    name_keeper(incident, world.dee, by=world.finn)
    accept_incident(incident, by=world.cy)
    assign_role(incident, lead, world.cy, by=world.cy)
    return incident


def wait_an_hour(clock):
    clock.forward(hours=1, seconds=1)
    for change in AccessChange.objects.all():
        carry_out_access_change(change)


def test_an_admin_takes_nothing_from_anybody_unheard(world, about_gus, clock, settle):
    deactivate_person(world.cy, by=world.gus)
    change_role(world.ada, "viewer", by=world.gus)
    assert now(world.cy).is_active and now(world.ada).role == "responder"
    settle()
    assert any("Gus Petrov asked to deactivate you" in each for each in told(world.cy))
    assert any("Gus Petrov asked to deactivate Cy Okafor" in each for each in told(world.finn))
    assert any(f"who has a part in {about_gus.reference}" in each for each in told(world.dee))
    wait_an_hour(clock)
    assert not now(world.cy).is_active and now(world.ada).role == "viewer"
    settle()
    assert any("changed your role to Viewer" in each for each in told(world.ada))


def test_asking_tells_an_admin_nothing_of_what_somebody_is_in(world, about_gus, browser_as):
    """The same wait, the same words, whoever it is: somebody in nothing, and the lead of what is hidden."""
    pages = []
    for person in (world.cy, world.bo):
        gus = browser_as(world.gus)
        gus.post(f"/people/{person.pk}/departure/")
        page = gus.get(f"/people/{person.pk}/").content.decode()
        pages.append("unless an owner stops it" in page)
    assert pages == [True, True] and AccessChange.objects.count() == 2


def test_an_owner_stops_it_or_does_it_at_once_and_nobody_else(world, clock, settle):
    deactivate_person(world.cy, by=world.gus)
    change = AccessChange.objects.get()
    other = change_role(world.bo, "admin", by=world.finn)
    with pytest.raises(NotPossible, match="An owner can stop this"):
        stop_access_change(change, by=other)
    stop_access_change(change, by=world.finn)
    wait_an_hour(clock)
    settle()
    assert now(world.cy).is_active
    assert any("Finn Gallagher stopped" in each for each in told(world.cy))
    deactivate_person(world.cy, by=world.finn)
    assert not now(world.cy).is_active


def test_what_an_admin_asked_for_ends_with_their_own_right(world, clock):
    change_role(world.ada, "viewer", by=world.gus)
    change_role(world.gus, "responder", by=world.finn)
    wait_an_hour(clock)
    assert now(world.ada).role == "responder" and not AccessChange.objects.exists()


@pytest.mark.parametrize("how", ["leaves", "becomes a viewer"])
def test_a_lead_who_goes_is_heard_to_go(world, lead, settle, how):
    incident = world.raise_incident("Kitchen fire")
    accept_incident(incident, by=world.bo)
    assign_role(incident, lead, world.dee, by=world.bo)
    assign_role(incident, Role.objects.exclude(key="lead")[0], world.bo, by=world.bo)
    if how == "leaves":
        deactivate_person(world.dee, by=world.finn)
    else:
        change_role(world.dee, "viewer", by=world.finn)
    settle()
    incident.refresh_from_db()
    assert type(incident).objects.get(pk=incident.pk).lead is None
    ended = RecordedEvent.objects.filter(verb="incident.role_ended").latest("id")
    assert ended.actor == world.finn and ended.event.person == world.dee.pk
    for person in (world.bo, world.ada):  # who has a role in it, who reported it
        assert any("Dee Hartley is no longer" in each for each in told(person))
    assert not any("Dee Hartley is no longer" in each for each in told(world.eve))


def test_a_role_taken_and_given_back_makes_nobody_one_person(world, clock):
    cy = change_role(world.cy, "admin", by=world.finn)
    clock.forward(days=20)
    assert not alike(cy, world.gus)
    change_role(cy, "responder", by=world.gus)
    wait_an_hour(clock)
    change_role(now(cy), "admin", by=world.gus)
    assert not alike(now(cy), world.gus)
    change_role(world.ada, "admin", by=world.gus)
    assert alike(now(world.ada), world.gus)


@pytest.fixture
def kept_from(world, about_gus):
    """A team that is kept out of it."""
    team = create_team("Engineering", by=world.finn)
    add_member(team, world.bo, by=world.finn)
    exclude_team(about_gus, team, by=world.cy)
    return team


def sees(person, incident):
    one, many = incident.seen_by([person]), Incident.objects.visible_to(person)
    assert (person.pk in one) == many.filter(pk=incident.pk).exists()
    return person.pk in one


def test_joining_a_team_that_is_kept_out_keeps_nobody_out_who_is_inside(world, about_gus, kept_from, settle):
    for person in (world.cy, world.ada, world.dee, world.eve):
        add_member(kept_from, person, by=world.gus)
    assert sees(world.cy, about_gus) and sees(world.ada, about_gus) and sees(world.dee, about_gus)
    assert not sees(world.eve, about_gus) and not sees(world.bo, about_gus)
    joined = RecordedEvent.objects.filter(verb="incident.kept_out_team_joined")
    assert [each.event.person for each in joined.order_by("id")] == [world.cy.pk, world.ada.pk, world.dee.pk]
    settle()
    assert any("joined Engineering, which is kept out of this" in each for each in told(world.cy))
    assert not any("Engineering, which is kept out" in each for each in told(world.eve) + told(world.bo))


def test_leaving_it_again_keeps_out_only_who_was_kept_out(world, about_gus, kept_from):
    add_member(kept_from, world.cy, by=world.gus)
    for person in (world.cy, world.bo):
        remove_member(kept_from, person, by=world.gus)
    assert sees(world.cy, about_gus) and not sees(world.bo, about_gus)
    assert not about_gus.exclusions.filter(person=world.cy).exists()


def test_whom_those_inside_keep_out_by_name_stays_out_whatever_they_joined(world, about_gus, kept_from):
    add_member(kept_from, world.dee, by=world.gus)
    exclude_person(about_gus, world.dee, by=world.cy)
    assert not sees(world.dee, about_gus)


def test_a_team_kept_out_later_keeps_out_those_who_were_in_it(world, about_gus, kept_from):
    other = create_team("Everyone", by=world.gus)
    add_member(other, world.dee, by=world.gus)
    exclude_team(about_gus, other, by=world.cy)
    assert not sees(world.dee, about_gus) and sees(world.cy, about_gus)


def test_where_keepers_leave_owners_come_in(world, settle):
    incident = raise_incident(name="Somebody was touched", by=world.ada, private=True)
    change_label(incident, SEALED, by=world.finn)
    for person in (world.cy, world.dee):
        Keeper.objects.get_or_create(incident=incident, person=person)
        Access.objects.get_or_create(incident=incident, person=person)
    Keeper.objects.exclude(person__in=[world.cy, world.dee]).delete()
    Access.objects.exclude(person__in=[world.cy, world.dee]).delete()
    incident.refresh_from_db()
    assert not sees(world.finn, incident)
    for person in (world.cy, world.dee):
        deactivate_person(person, by=world.finn)
    settle()
    assert sees(world.finn, Incident.objects.get(pk=incident.pk))
