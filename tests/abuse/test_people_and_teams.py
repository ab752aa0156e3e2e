"""Power over people and teams: who takes something from somebody is named, heard of, and never alone."""

from datetime import timedelta

import pytest

from tests.keeping import change_label, exclude_person, exclude_team
from turnout.core.events.models import RecordedEvent
from turnout.core.notify.models import Delivery, Notification
from turnout.core.people.actions.contacts import add_contact_method, use_contact_method
from turnout.core.people.actions.founding import add_person
from turnout.core.people.actions.joining import (
    accept_invitation,
    invite_person,
    renew_access,
    withdraw_invitation,
)
from turnout.core.people.actions.keys import create_api_key, rotate_api_key
from turnout.core.people.actions.leaving import deactivate_person, reactivate_person
from turnout.core.people.actions.profile import change_profile
from turnout.core.people.actions.roles import change_role
from turnout.core.people.actions.teams import add_member, create_team, remove_member
from turnout.core.people.actions.waiting import stop_access_change
from turnout.core.people.errors import NotPossible
from turnout.core.people.models import ADDRESS, AccessChange, ApiKey, ContactMethod, Person
from turnout.core.people.ticks import carry_out_access_change
from turnout.core.people.vouching import may_be_same_person
from turnout.incidents.access.actions.keepers import name_keeper
from turnout.incidents.access.actions.roles import assign_role
from turnout.incidents.definitions.models.labels import SEALED
from turnout.incidents.incident.actions.lifecycle import accept_incident
from turnout.incidents.incident.models import Access, Keeper
from turnout.incidents.lists.actions.views import save_view
from turnout.incidents.models import Incident, Role, SavedView
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


def call(person, name, by=None, title=""):
    return change_profile(person, name=name, title=title, timezone="UTC", language="en", by=by or person)


@pytest.mark.parametrize(
    "name", ["Finn Gallagher", "finn  GALLAGHER", "Finn\u200b Gallagher", "Fіnn Gаllаgher", "Finn Gaiiagher."]
)
def test_nobody_goes_by_a_name_that_is_taken_for_anothers(world, name):
    with pytest.raises(NotPossible, match="already called Finn Gallagher"):
        call(world.eve, name)
    with pytest.raises(NotPossible, match="already called"):
        add_person(name=name, email="other@example.org", role="viewer", by=world.gus)
    with pytest.raises(NotPossible, match="already called"):
        invite_person(email="other@example.org", name=name, role="viewer", by=world.gus)
    call(world.eve, "Finn Gallagher (Support)")


def test_who_left_leaves_their_name_and_comes_back_only_to_a_free_one(world):
    deactivate_person(world.bo, by=world.finn)
    call(world.eve, "Bo Lindqvist")
    with pytest.raises(NotPossible, match="already called Bo Lindqvist"):
        reactivate_person(world.bo, by=world.finn)


def test_a_new_name_is_told_shown_for_a_month_and_can_be_set_back(world, clock, settle, browser_as):
    call(world.eve, "Chief Executive", title="Chief executive")
    settle()
    assert any("changed your name to Chief Executive" in each for each in told(world.eve))
    here = Delivery.objects.filter(notification__person=world.eve, contact__value=world.eve.email)
    assert here.filter(notification__kind="person.account_changed").count() == 1
    for path in (f"/people/{world.eve.pk}/", "/people/", "/people/suggest/?q=chief"):
        assert "was <bdi>Eve Novak</bdi>" in " ".join(browser_as(world.bo).get(path).content.decode().split())
    browser_as(world.gus).post(f"/people/{world.eve.pk}/name/", {"name": "Eve Novak", "title": "Contractor"})
    assert (now(world.eve).name, now(world.eve).recently) == ("Eve Novak", "")
    call(now(world.eve), "Eve Nowak")
    clock.forward(days=31)
    assert now(world.eve).recently == ""


def test_only_who_manages_people_names_others_and_never_an_owner(world):
    for person, by in ((world.eve, world.bo), (world.finn, world.gus)):
        with pytest.raises(NotPossible):
            call(person, "Somebody else", by=by)


def test_a_link_for_a_new_password_brings_no_other_name_unseen(world):
    _invitation, key = renew_access(world.eve, by=world.gus)
    with pytest.raises(NotPossible, match="already called"):
        accept_invitation(key, name="Finn Gallagher", password="seven quiet herons wade", timezone="")
    accept_invitation(key, name="Eve Nowak", password="seven quiet herons wade", timezone="")
    assert now(world.eve).recently == "Eve Novak"


def test_where_notifications_go_is_told_to_the_address_one_signs_in_with(world, settle):
    home = ContactMethod.objects.get(person=world.ada)
    use_contact_method(home, used=False, by=world.ada)
    waiting = add_contact_method(world.ada, ADDRESS, "other@example.org", by=world.ada)
    settle()
    sent = Delivery.objects.filter(notification__kind="person.account_changed")
    assert [each.contact for each in sent] == [home]
    _invitation, key = renew_access(world.ada, by=world.finn)
    accept_invitation(key, name="", password="seven quiet herons wade", timezone="")
    assert not ContactMethod.objects.filter(pk=waiting.pk).exists()


def test_a_key_whose_maker_left_is_told_to_owners_until_somebody_answers_for_it(world, settle):
    key, _secret = create_api_key("Backstage", ["incidents:view"], by=world.gus)
    deactivate_person(world.gus, by=world.finn)
    settle()
    assert any("Nobody answers for API keys that Gus Petrov made" in each for each in told(world.finn))
    assert ApiKey.objects.get(pk=key.pk).answering is None
    rotate_api_key(key, by=world.finn)
    assert ApiKey.objects.get(pk=key.pk).answering == world.finn


def test_a_shared_view_is_removed_by_admins_and_goes_private_with_its_author(world, browser_as):
    view = save_view("Inês is a thief", "state=any", by=world.bo, shared=True)
    other = save_view("Mine", "state=live", by=world.bo, shared=True)
    assert browser_as(world.eve).post(f"/incidents/views/{view.pk}/removal/").status_code == 404
    assert browser_as(world.gus).post(f"/incidents/views/{view.pk}/removal/").status_code == 302
    assert not SavedView.objects.filter(pk=view.pk).exists()
    deactivate_person(world.bo, by=world.finn)
    assert not SavedView.objects.get(pk=other.pk).is_shared


def test_who_invited_hears_that_it_was_withdrawn(world, settle):
    invitation, _key = invite_person(email="hana@example.org", role="viewer", by=world.gus)
    withdraw_invitation(invitation, by=world.finn)
    settle()
    assert any("Finn Gallagher withdrew an invitation of yours" in each for each in told(world.gus))
