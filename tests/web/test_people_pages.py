"""The pages about people and teams."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.keeping import change_label
from tests.questions import questions
from tests.world import World
from turnout.core.people.actions.founding import add_person
from turnout.core.people.actions.joining import find_invitation
from turnout.core.people.actions.leaving import deactivate_person
from turnout.core.people.models import Person, Team
from turnout.incidents.access.actions.roles import assign_role
from turnout.incidents.incident.actions.lifecycle import accept_incident
from turnout.incidents.models import Role
from turnout.web.forms import PersonField, PersonPicker
from turnout.web.people.picking import find_person

BrowserAs = Callable[[Person | None], Client]


def test_people_are_listed_and_found(world: World, browser_as: BrowserAs) -> None:
    ada = browser_as(world.ada)
    assert b"Bo Lindqvist" in ada.get("/people/").content
    part = ada.get("/people/?q=lind", HTTP_HX_REQUEST="true").content
    assert b"Bo Lindqvist" in part and b"Cy Okafor" not in part and b"<html" not in part
    assert b"Nobody found" in ada.get("/people/?q=zzz").content


def test_four_hundred_people_page_by_page(world: World, browser_as: BrowserAs) -> None:
    for number in range(60):
        add_person(name=f"Person {number:02}", email=f"p{number}@example.org", role="viewer", by=None)
    browser = browser_as(world.ada)
    browser.get("/people/")
    with questions() as asked:
        first = browser.get("/people/")
    assert len(asked) <= 12
    after = first.context["next"]
    rest = browser.get(f"/people/?after={after.pk}")
    names = [p.name for p in [*first.context["people"], *rest.context["people"]]]
    assert len(names) == len(set(names)) == 67


def test_a_persons_page_shows_what_they_hold_to_those_who_may_see_it(
    world: World, browser_as: BrowserAs
) -> None:
    incident = world.raise_incident("Letters went to the wrong address")
    accept_incident(incident, by=world.cy)
    assign_role(incident, Role.objects.get(key="lead"), world.cy, by=world.cy)
    page = f"/people/{world.cy.pk}/"
    assert b"Letters went" in browser_as(world.eve).get(page).content
    change_label(incident, "restricted", by=world.cy)
    assert b"Letters went" not in browser_as(world.eve).get(page).content
    assert b"Letters went" in browser_as(world.cy).get(page).content


def test_eve_manages_nothing(world: World, browser_as: BrowserAs) -> None:
    eve, ada = browser_as(world.eve), world.ada.pk
    team = Team.objects.create(name="Support")
    for path in ("/people/invitations/", "/settings/", "/profile/tokens/"):
        assert eve.get(path).status_code == 403
    for path in (
        "/people/invitations/",
        f"/people/{ada}/role/",
        f"/people/{ada}/departure/",
        f"/people/{ada}/return/",
        f"/people/{ada}/link/",
        "/teams/new/",
        f"/teams/{team.pk}/name/",
        f"/teams/{team.pk}/removal/",
        f"/teams/{team.pk}/members/",
        f"/teams/{team.pk}/members/{ada}/removal/",
        "/settings/organization/",
        "/profile/tokens/",
    ):
        assert eve.post(path, {"role": "owner", "name": "x"}).status_code == 403
    assert b"Access" not in eve.get(f"/people/{ada}/").content


def test_whoever_left_is_not_there_for_eve(world: World, browser_as: BrowserAs) -> None:
    deactivate_person(world.bo, by=world.finn)
    assert browser_as(world.eve).get(f"/people/{world.bo.pk}/").status_code == 404
    assert b"Bo Lindqvist" not in browser_as(world.eve).get("/people/?show=left").content
    assert b"Bo Lindqvist" in browser_as(world.gus).get("/people/?show=left").content


@pytest.mark.parametrize("path", ["/people/", "/teams/", "/profile/", "/settings/", "/people/suggest/?q=a"])
def test_strangers_are_asked_to_sign_in(world: World, client: Client, path: str) -> None:
    assert client.get(path)["Location"].startswith("/sign-in/?next=")


def test_an_admin_invites_and_sees_the_link_once(world: World, browser_as: BrowserAs) -> None:
    gus = browser_as(world.gus)
    page = gus.post("/people/invitations/", {"email": "hana@example.org", "role": "responder"})
    key = page.context["link"].rstrip("/").rsplit("/", 1)[-1]
    assert page["Cache-Control"].count("no-store") and find_invitation(key)
    again = gus.get("/people/invitations/")
    assert key.encode() not in again.content and b"hana@example.org" in again.content
    invitation = page.context["invitation"]
    gus.post(f"/people/invitations/{invitation.pk}/withdrawal/")
    assert find_invitation(key) is None


def test_an_admin_is_told_why_an_owner_cannot_be_changed(world: World, browser_as: BrowserAs) -> None:
    page = browser_as(world.gus).post(f"/people/{world.finn.pk}/role/", {"role": "viewer"})
    assert page.status_code == 409 and b"Only an owner" in page.content
    assert b"Access" not in browser_as(world.gus).get(f"/people/{world.finn.pk}/").content


def test_an_owner_changes_a_role_and_ends_an_account(world: World, browser_as: BrowserAs) -> None:
    ada, finn = browser_as(world.ada), browser_as(world.finn)
    finn.post(f"/people/{world.ada.pk}/role/", {"role": "viewer"})
    assert Person.objects.get(pk=world.ada.pk).role == "viewer"
    finn.post(f"/people/{world.ada.pk}/departure/")
    assert ada.get("/people/").status_code == 302


def test_an_admins_wish_waits_where_everyone_concerned_can_see_it(
    world: World, browser_as: BrowserAs
) -> None:
    ada, gus, finn = browser_as(world.ada), browser_as(world.gus), browser_as(world.finn)
    page = f"/people/{world.ada.pk}/"
    gus.post(f"{page}departure/")
    for browser in (ada, gus, finn):
        assert b"asked to deactivate Ada Moreno" in browser.get(page).content
    assert b"asked to deactivate" not in browser_as(world.bo).get(page).content
    assert browser_as(world.bo).post(f"{page}waiting/removal/").status_code == 403
    finn.post(f"{page}waiting/removal/")
    assert b"asked to deactivate" not in ada.get(page).content and ada.get("/people/").status_code == 200
    gus.post(f"{page}departure/")
    finn.post(f"{page}departure/")
    assert ada.get("/people/").status_code == 302


def test_a_team_from_first_to_last(world: World, browser_as: BrowserAs) -> None:
    gus = browser_as(world.gus)
    page = gus.post("/teams/new/", {"name": "Support", "purpose": "Answers customers"})
    gus.post(page["Location"] + "members/", {"person": "ada moreno"})
    assert b"Ada Moreno" in gus.get(page["Location"]).content
    assert gus.post("/teams/new/", {"name": "support"}).status_code == 422
    gus.post(page["Location"] + "name/", {"name": "Customer support", "purpose": ""})
    gus.post(page["Location"] + f"members/{world.ada.pk}/removal/")
    assert not Team.objects.get(name="Customer support").members.exists()
    gus.post(page["Location"] + "removal/")
    assert not Team.objects.exists()


def test_people_are_suggested_best_first(world: World, browser_as: BrowserAs) -> None:
    add_person(name="Sam Bo", email="sam@example.org", role="viewer", by=None)
    page = browser_as(world.ada).get("/people/suggest/?q=bo").content.decode()
    assert page.index("Bo Lindqvist") < page.index("Sam Bo")
    assert f'data-id="{world.bo.pk}"' in page and page.count('role="option"') == 2


def test_whoever_left_is_neither_suggested_nor_picked(world: World, browser_as: BrowserAs) -> None:
    deactivate_person(world.bo, by=world.finn)
    assert b"Bo Lindqvist" not in browser_as(world.ada).get("/people/suggest/?q=bo").content
    assert find_person("Bo Lindqvist") is None and find_person(world.bo.pk) is None


def test_a_person_is_picked_by_name_address_or_id(world: World) -> None:
    assert (
        find_person("  ada   MORENO ")
        == find_person("Ada@example.org")
        == find_person(world.ada.pk)
        == world.ada
    )
    assert find_person("Ada") is None and find_person("") is None


def test_a_doubtful_name_is_asked_about(world: World) -> None:
    twin = add_person(name="Ada Zwei", email="ada2@example.org", role="viewer", by=None)
    twin.name = "Ada Moreno"  # as it may be where names stood twice before
    twin.save()
    field = PersonField(required=False)
    for typed, words in (("Ada Moreno", "More than one"), ("Lindq", "Did you mean Bo"), ("Zz", "don't know")):
        with pytest.raises(Exception, match=words):
            field.clean(typed)
    assert field.clean("") is None


def test_the_chosen_one_counts_even_if_names_are_alike(world: World) -> None:
    twin = add_person(name="Ada Zwei", email="ada2@example.org", role="viewer", by=None)
    twin.name = "Ada Moreno"  # as it may be where names stood twice before
    twin.save()
    widget = PersonPicker()
    value = widget.value_from_datadict({"who": "Ada Moreno", "who-id": world.ada.pk}, {}, "who")
    assert PersonField().clean(value) == world.ada
    assert 'value="Ada Moreno"' in widget.render("who", value, {})
