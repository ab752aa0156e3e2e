"""The page on which people say how they can be reached."""

import re
from collections.abc import Callable

from django.test import Client

from tests.world import World
from turnout.core.people.models import ContactMethod
from turnout.integrations.email.models import OutboxMail

PAGE = "/profile/contacts/"


def test_an_address_is_added_verified_turned_off_and_removed(
    world: World, browser_as: Callable[..., Client]
) -> None:
    bo = browser_as(world.bo)
    asked = bo.post(PAGE, {"value": "Bo@Home.example"})
    method = ContactMethod.objects.get(value="bo@home.example")
    assert asked["Location"] == f"{PAGE}{method.pk}/verification/"
    found = re.search(r"\b\d{6}\b", OutboxMail.objects.get().text)
    assert found
    wrong = bo.post(asked["Location"], {"code": "12"})
    assert wrong.status_code == 422 and "isn&#x27;t the code" in wrong.content.decode()
    bo.post(asked["Location"], {"code": f" {found[0]} "})
    assert "notifications go there" in bo.get(PAGE).content.decode()
    bo.post(f"{PAGE}{method.pk}/use/")
    assert not ContactMethod.objects.get(pk=method.pk).is_used
    bo.post(f"{PAGE}{method.pk}/removal/")
    assert not ContactMethod.objects.filter(pk=method.pk).exists()


def test_what_is_no_address_is_said(world: World, browser_as: Callable[..., Client]) -> None:
    answer = browser_as(world.bo).post(PAGE, {"value": "at home"})
    assert answer.status_code == 422 and "Enter an email address" in answer.content.decode()


def test_other_peoples_are_not_there(world: World, browser_as: Callable[..., Client]) -> None:
    theirs = ContactMethod.objects.get(person=world.cy)
    bo = browser_as(world.bo)
    for place in ("verification", "code", "use", "removal"):
        assert bo.post(f"{PAGE}{theirs.pk}/{place}/").status_code == 404
    assert world.cy.email not in bo.get(PAGE).content.decode()


def test_the_address_one_signs_in_with_stays(world: World, browser_as: Callable[..., Client]) -> None:
    mine = ContactMethod.objects.get(person=world.bo)
    answer = browser_as(world.bo).post(f"{PAGE}{mine.pk}/removal/")
    assert answer.status_code == 422 and "You sign in with this address" in answer.content.decode()
