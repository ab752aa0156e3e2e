"""What is one's own: profile, password, browsers, keys, notifications; and the organization's settings."""

from collections.abc import Callable
from datetime import time

from django.test import Client

from tests.world import PASSWORD, World
from turnout.core.people.actions.tokens import find_by_token
from turnout.core.people.models import Organization, Person, Session

BrowserAs = Callable[[Person | None], Client]
NEW = "seven quiet herons at dusk"


def test_a_profile_is_changed(world: World, browser_as: BrowserAs) -> None:
    ada = browser_as(world.ada)
    answer = ada.post("/profile/", {"name": "Ada M.", "title": "Support lead", "timezone": "Asia/Tokyo"})
    assert answer["Location"] == "/profile/?saved"
    changed = Person.objects.get(pk=world.ada.pk)
    assert (changed.name, changed.title, changed.timezone) == ("Ada M.", "Support lead", "Asia/Tokyo")
    assert ada.post("/profile/", {"name": "", "timezone": "Nowhere"}).status_code == 422


def test_a_new_password_signs_out_every_other_browser(world: World, browser_as: BrowserAs) -> None:
    here, there = browser_as(world.ada), browser_as(world.ada)
    assert (
        here.post("/profile/password/", {"present": PASSWORD, "new": NEW})["Location"]
        == "/profile/password/?saved"
    )
    assert here.get("/profile/").status_code == 200
    assert there.get("/profile/").status_code == 302
    assert Person.objects.get(pk=world.ada.pk).check_password(NEW)


def test_a_password_needs_the_present_one_and_guessing_it_is_slowed(
    world: World, browser_as: BrowserAs
) -> None:
    ada = browser_as(world.ada)
    for _ in range(8):
        assert b"present password" in ada.post("/profile/password/", {"present": "no", "new": NEW}).content
    assert b"very often" in ada.post("/profile/password/", {"present": PASSWORD, "new": NEW}).content
    assert Person.objects.get(pk=world.ada.pk).check_password(PASSWORD)


def test_a_session_ended_elsewhere_is_out_at_once(world: World, browser_as: BrowserAs) -> None:
    here, there = browser_as(world.ada), browser_as(world.ada)
    there.get("/people/")
    page = here.get("/profile/sessions/")
    other = page.context["others"][0]
    assert other.session_key.encode() not in page.content  # its key would open it
    here.post("/profile/sessions/", {"session": other.handle})
    assert there.get("/people/").status_code == 302 and here.get("/people/").status_code == 200


def test_all_other_sessions_are_ended_at_once(world: World, browser_as: BrowserAs) -> None:
    here, others = browser_as(world.ada), [browser_as(world.ada) for _ in range(3)]
    here.post("/profile/sessions/", {"others": "all"})
    assert [other.get("/people/").status_code for other in others] == [302] * 3
    assert Session.objects.filter(person=world.ada).count() == 1


def test_nobody_ends_somebody_elses_session(world: World, browser_as: BrowserAs) -> None:
    browser_as(world.finn)
    session = Session.objects.get(person=world.finn)
    assert browser_as(world.eve).post("/profile/sessions/", {"session": session.handle}).status_code == 404
    assert Session.objects.filter(pk=session.pk).exists()


def test_a_token_is_shown_once(world: World, browser_as: BrowserAs) -> None:
    bo = browser_as(world.bo)
    assert bo.post("/profile/tokens/", {"name": "Nightly report"}).status_code == 422  # lends nothing
    page = bo.post("/profile/tokens/", {"name": "Nightly report", "scopes": ["read"], "days": "30"})
    key = page.context["key"]
    assert find_by_token(key) and page["Cache-Control"].count("no-store")
    assert key.encode() not in bo.get("/profile/tokens/").content
    token = page.context["made"]
    assert browser_as(world.ada).post(f"/profile/tokens/{token.pk}/revocation/").status_code == 404
    bo.post(f"/profile/tokens/{token.pk}/revocation/")
    assert find_by_token(key) is None


def test_notifications_are_chosen_and_quiet_hours_set(world: World, browser_as: BrowserAs) -> None:
    ada = browser_as(world.ada)
    page = ada.get("/profile/notifications/")
    kind, choices = page.context["choices"][0]
    ada.post("/profile/notifications/", {"starts": "22:00", "ends": "07:00"})
    changed = Person.objects.get(pk=world.ada.pk)
    assert (changed.quiet_from, changed.quiet_until) == (time(22), time(7))
    again = ada.get("/profile/notifications/").context["choices"]
    assert not any(choice.wanted for _kind, each in again for choice in each)
    assert ada.post("/profile/notifications/", {"starts": "22:00", "ends": ""}).status_code == 422


def test_the_organization_is_renamed_by_an_admin(world: World, browser_as: BrowserAs) -> None:
    gus = browser_as(world.gus)
    answer = gus.post(
        "/settings/organization/", {"name": "Saffron Lane", "timezone": "Europe/Lisbon"}, follow=True
    )
    assert b"Saved." in answer.content
    assert Organization.objects.get().name == "Saffron Lane"
    assert gus.post("/settings/organization/", {"name": "", "timezone": "UTC"}).status_code == 422


def test_every_change_needs_a_token_of_the_page_it_came_from(world: World) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.gus)
    for path in (
        "/profile/",
        "/profile/password/",
        "/profile/sessions/",
        "/people/invitations/",
        "/settings/organization/",
    ):
        assert strict.post(path, {"name": "x"}).status_code == 403
