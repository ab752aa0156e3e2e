"""The page of the organization's own API keys."""

import re
from collections.abc import Callable

from django.test import Client

from tests.world import World
from turnout.core.people.actions.allowlist import note_refusal
from turnout.core.people.actions.keys import find_api_key
from turnout.core.people.models import Allowlist, ApiKey
from turnout.core.people.permissions import GIVEN_TO_KEYS
from turnout.web.api_keys.keys import ALLOWS

PAGE = "/settings/api-keys/"


def secret_in(page: bytes) -> str:
    found: str
    [found] = set(re.findall(r'value="(tnk_[^"]+)"', page.decode()))
    return found


def test_a_key_is_made_shown_once_rotated_and_revoked(
    world: World, browser_as: Callable[..., Client]
) -> None:
    gus = browser_as(world.gus)
    secret = secret_in(gus.post(PAGE, {"name": "Backstage", "permissions": ["incidents:view"]}).content)
    key = ApiKey.objects.get()
    assert find_api_key(secret) == key and secret not in gus.get(PAGE).content.decode()
    gus.post(f"{PAGE}{key.pk}/", {"name": "Catalogue", "permissions": ["incidents:view", "people:view"]})
    another = secret_in(gus.post(f"{PAGE}{key.pk}/rotation/").content)
    key.refresh_from_db()
    assert (key.name, len(key.permissions)) == ("Catalogue", 2)
    assert find_api_key(another) == find_api_key(secret) == key
    gus.post(f"{PAGE}{key.pk}/revocation/")
    assert find_api_key(another) is None and gus.get(f"{PAGE}{key.pk}/").status_code == 404


def test_everything_a_key_can_be_given_is_offered_in_words(
    world: World, browser_as: Callable[..., Client]
) -> None:
    assert set(ALLOWS) == GIVEN_TO_KEYS
    assert browser_as(world.ada).get(PAGE).status_code == 403


def test_allowed_addresses_are_set_one_on_each_line_and_say_who_was_refused(
    world: World, browser_as: Callable[..., Client]
) -> None:
    gus, page = browser_as(world.gus), f"{PAGE}allowed-addresses/"
    assert gus.post(page, {"only_these": "on", "addresses": ""}).status_code == 422
    gus.post(page, {"only_these": "on", "addresses": "192.0.2.0/24 London office\n2001:db8::7"})
    allowlist = Allowlist.get()
    assert allowlist.ranges == [
        {"value": "192.0.2.0/24", "label": "London office"},
        {"value": "2001:db8::7", "label": ""},
    ]
    note_refusal(allowlist, address="203.0.113.9", name="Backstage")
    said = gus.get(page).content.decode()
    assert "Backstage" in said and "203.0.113.9" in said
    assert "127.0.0.1" in said  # where Gus is, which isn't among them, and who can still undo it
    assert browser_as(world.ada).get(page).status_code == 403
