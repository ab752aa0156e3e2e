"""Coming in and going out."""

from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client

from tests.clock import Clock
from tests.world import PASSWORD, World
from turnout.config import settings as real_settings
from turnout.core.people.actions.joining import invite_person
from turnout.core.people.actions.leaving import deactivate_person
from turnout.core.people.models import Organization, Person, RateWindow, Session
from turnout.incidents.models import IncidentType, Severity

BrowserAs = Callable[[Person | None], Client]
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"


def sign_in(client: Client, email: str, password: str = PASSWORD, **more: str) -> Any:
    return client.post("/sign-in/", {"email": email, "password": password, **more}, HTTP_USER_AGENT=FIREFOX)


def test_signing_in_leads_to_the_page_that_was_wanted(world: World, client: Client) -> None:
    wanted = client.get("/people/")
    assert wanted["Location"] == "/sign-in/?next=/people/"
    assert sign_in(client, " Ada@Example.org ", next="/people/")["Location"] == "/people/"
    assert client.get("/people/").status_code == 200


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:1"]
)
def test_signing_in_never_leads_to_another_site(world: World, client: Client, elsewhere: str) -> None:
    assert sign_in(client, "ada@example.org", next=elsewhere)["Location"] == "/"


def test_a_sign_in_never_tells_who_is_here(world: World, client: Client) -> None:
    deactivate_person(world.bo, by=world.finn)
    answers = [
        sign_in(client, "nobody@example.org", "wrong"),
        sign_in(client, "ada@example.org", "wrong"),
        sign_in(client, "bo@example.org", PASSWORD),
    ]
    assert {answer.status_code for answer in answers} == {422}
    words = {answer.context["form"].non_field_errors().as_text() for answer in answers}
    assert len(words) == 1


def test_a_wrong_sign_in_takes_the_same_work_for_everyone(world: World, client: Client) -> None:
    deactivate_person(world.bo, by=world.finn)
    Person.objects.filter(pk=world.cy.pk).update(password="!unusable")
    work = []
    for email in ("nobody@example.org", "ada@example.org", "bo@example.org", "cy@example.org"):
        with patch.object(
            MD5PasswordHasher, "encode", autospec=True, side_effect=MD5PasswordHasher.encode
        ) as ran:
            sign_in(client, email, "wrong")
        work.append(ran.call_count)
    assert work == [1, 1, 1, 1]


def test_guessing_one_password_is_slowed_down(world: World, client: Client, clock: Clock) -> None:
    for _ in range(8):
        assert sign_in(client, "ada@example.org", "wrong").status_code == 422
    assert sign_in(client, "ada@example.org").status_code == 429
    assert sign_in(client, "bo@example.org").status_code == 302  # somebody else at the same address
    clock.forward(minutes=15)
    assert sign_in(Client(), "ada@example.org").status_code == 302


def test_the_same_limit_holds_for_addresses_nobody_has(world: World, client: Client) -> None:
    answers = [sign_in(client, "nobody@example.org", "wrong").status_code for _ in range(9)]
    assert answers == [422] * 8 + [429]


def test_trying_many_people_from_one_address_is_slowed_down(world: World, client: Client) -> None:
    for number in range(100):
        sign_in(client, f"guess{number}@example.org", "wrong")
    rows = RateWindow.objects.count()
    assert sign_in(client, "ada@example.org").status_code == 429
    assert RateWindow.objects.count() == rows  # what is refused leaves nothing behind


def test_signing_in_rightly_uses_up_no_tries(world: World) -> None:
    for _ in range(12):
        assert sign_in(Client(), "ada@example.org").status_code == 302


def test_a_session_belongs_to_its_person_and_knows_the_browser(world: World, client: Client) -> None:
    sign_in(client, "ada@example.org")
    session = Session.objects.get()
    assert (session.person, session.described) == (world.ada, "Firefox on Linux")


def test_a_session_from_before_signing_in_is_worth_nothing(world: World, client: Client) -> None:
    planted = client.session
    planted["x"] = 1
    planted.save()
    client.cookies["turnout_session"] = str(planted.session_key)
    sign_in(client, "ada@example.org")
    assert client.cookies["turnout_session"].value != planted.session_key
    assert not Session.objects.filter(pk=planted.session_key).exists()


def test_signing_out_ends_the_session(world: World, client: Client) -> None:
    sign_in(client, "ada@example.org")
    key = client.cookies["turnout_session"].value
    assert client.get("/sign-out/").status_code == 405
    client.post("/sign-out/")
    client.cookies["turnout_session"] = key
    assert client.get("/people/").status_code == 302


def test_signing_in_from_another_site_is_refused(world: World) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert sign_in(strict, "ada@example.org").status_code == 403


def test_when_somebody_was_last_here_is_noted_every_five_minutes(
    world: World, client: Client, clock: Clock
) -> None:
    sign_in(client, "ada@example.org")
    start = Session.objects.get().seen_at
    clock.forward(minutes=4)
    client.get("/people/")
    assert Session.objects.get().seen_at == start
    clock.forward(minutes=2)
    client.get("/people/")
    assert Session.objects.get().seen_at == clock.now()
    assert Session.objects.get().started_at == start


def test_joining_by_a_link_signs_in_once(world: World, client: Client) -> None:
    _invitation, key = invite_person(email="hana@example.org", name="Hana", role="viewer", by=world.gus)
    page = client.get(f"/invitation/{key}/")
    assert b"hana@example.org" in page.content and page["Cache-Control"].count("no-store")
    answers = {"name": "Hana Ito", "password": "seven quiet herons", "timezone": "Asia/Tokyo"}
    assert client.post(f"/invitation/{key}/", answers)["Location"] == "/"
    assert Session.objects.get().person.name == "Hana Ito"  # type: ignore[union-attr]
    assert Client().get(f"/invitation/{key}/").status_code == 404


def test_joining_with_a_weak_password_says_what_to_do(world: World, client: Client) -> None:
    _invitation, key = invite_person(email="hana@example.org", role="viewer", by=world.gus)
    page = client.post(f"/invitation/{key}/", {"name": "Hana", "password": "short", "timezone": "UTC"})
    assert page.status_code == 422 and b"at least 12" in page.content
    assert not Person.objects.filter(email="hana@example.org").exists()


def test_choosing_who_to_be_is_only_for_the_demo(world: World, client: Client, settings: Any) -> None:
    assert client.post("/sign-in/as/", {"person": world.finn.pk}).status_code == 404
    settings.DEMO = True
    assert client.post("/sign-in/as/", {"person": world.finn.pk}).status_code == 404
    settings.DEMO = False
    Organization.objects.update(is_demo=True)
    assert client.post("/sign-in/as/", {"person": world.finn.pk}).status_code == 404
    assert b"Ada Moreno" not in client.get("/sign-in/").content


def test_in_the_demo_anyone_may_be_anyone(world: World, client: Client, settings: Any) -> None:
    settings.DEMO = True
    Organization.objects.update(is_demo=True)
    page = client.get("/sign-in/?q=ada").content
    assert b"Finn Gallagher" in page and b"Eve Novak" in page
    assert client.post("/sign-in/as/", {"person": world.eve.pk, "next": "/people/"})["Location"] == "/people/"
    assert Session.objects.get().person == world.eve


def test_the_first_visit_sets_everything_up(db: None, client: Client) -> None:
    assert client.get("/")["Location"] == "/set-up/"
    assert client.get("/set-up/").status_code == 200
    answers = {
        "name": "Saffron Street",
        "timezone": "Europe/Lisbon",
        "owner_name": "Finn Gallagher",
        "email": "finn@example.org",
        "password": PASSWORD,
        "packs": ["privacy", "legal"],
    }
    assert client.post("/set-up/", answers)["Location"] == "/"
    assert Person.objects.get().role == "owner" and Severity.objects.exists()
    assert {each.key for each in IncidentType.objects.all()} == {"privacy", "legal", "unsure"}
    assert client.get("/people/").status_code == 200
    assert client.post("/set-up/", {**answers, "email": "eve@example.org"}).status_code == 302
    assert Person.objects.count() == 1


def test_real_passwords_are_hashed_with_argon2() -> None:
    assert [hasher.rsplit(".")[-1] for hasher in real_settings.PASSWORD_HASHERS] == ["Argon2PasswordHasher"]
