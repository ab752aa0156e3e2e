"""The page of the organization's own API keys."""

import re
from collections.abc import Callable

from django.test import Client

from tests.world import World
from turnout.core.people.actions.keys import find_api_key
from turnout.core.people.models import ApiKey
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
