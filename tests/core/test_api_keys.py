"""Keys that belong to the organization: what they may, how they change hands, who is said to have acted."""

from datetime import timedelta

import pytest

from tests.clock import Clock
from tests.world import World
from turnout.core.events.actors import acting_as
from turnout.core.events.models import RecordedEvent
from turnout.core.people.acting import may
from turnout.core.people.actions.keys import (
    change_api_key,
    create_api_key,
    find_api_key,
    revoke_api_key,
    rotate_api_key,
)
from turnout.core.people.actions.roles import change_role
from turnout.core.people.errors import NotPossible
from turnout.core.people.models import ApiKey
from turnout.core.people.permissions import Permission

VIEW, RESPOND, SETTINGS = Permission.INCIDENTS_VIEW, Permission.INCIDENTS_RESPOND, Permission.SETTINGS_MANAGE


@pytest.fixture
def made(world: World) -> tuple[ApiKey, str]:
    return create_api_key("Backstage", [VIEW, SETTINGS], by=world.gus)


def test_its_secret_is_kept_nowhere(made: tuple[ApiKey, str]) -> None:
    key, secret = made
    assert find_api_key(secret) == key and find_api_key(secret[:-1]) is None
    kept = [str(each) for each in ApiKey.objects.values()] + [
        str(each.data) for each in RecordedEvent.objects.all()
    ]
    assert not any(secret in each for each in kept)


@pytest.mark.parametrize(
    "wanted",
    [Permission.INCIDENTS_VIEW_PRIVATE, Permission.INCIDENTS_SCRUB, Permission.OWNERS_MANAGE, "fly"],
)
def test_nothing_that_opens_or_erases_is_given_to_a_key(world: World, wanted: str) -> None:
    with pytest.raises(NotPossible):
        create_api_key("Backstage", [wanted], by=world.finn)


def test_nobody_gives_a_key_what_they_may_not_themselves(world: World, made: tuple[ApiKey, str]) -> None:
    with pytest.raises(NotPossible):
        create_api_key("Mine", [SETTINGS], by=world.ada)
    key, _secret = made
    with acting_as(key.actor), pytest.raises(NotPossible):
        create_api_key("Child", [RESPOND], by=None)
    change_api_key(key, name="Renamed", permissions=[VIEW, SETTINGS], comment="", by=world.ada)  # nothing new


def test_the_former_secret_works_a_while_after_a_rotation(
    made: tuple[ApiKey, str], world: World, clock: Clock
) -> None:
    key, old = made
    key, new = rotate_api_key(key, overlap=timedelta(minutes=10), by=world.gus)
    assert find_api_key(old) == find_api_key(new) == key
    clock.forward(minutes=11)
    assert find_api_key(old) is None and find_api_key(new) == key
    with pytest.raises(NotPossible):
        rotate_api_key(key, overlap=timedelta(hours=2), by=world.gus)


def test_a_revoked_key_is_none_and_can_do_nothing_more(made: tuple[ApiKey, str], world: World) -> None:
    key, old = made
    key, new = rotate_api_key(key, by=world.gus)
    revoke_api_key(key, by=world.gus)
    assert find_api_key(old) is None and find_api_key(new) is None
    with pytest.raises(NotPossible):
        rotate_api_key(key, by=world.gus)
    told = RecordedEvent.objects.filter(verb__startswith="api_key.").order_by("pk")
    assert [each.verb for each in told] == ["api_key.created", "api_key.rotated", "api_key.revoked"]


def test_what_no_person_does_is_not_done_by_turnout_itself(made: tuple[ApiKey, str], world: World) -> None:
    """A verb that lets Turnout do everything doesn't take a key for it."""
    key, _secret = made
    assert may(None, Permission.OWNERS_MANAGE)
    with acting_as(key.actor):
        assert may(None, SETTINGS) and not may(None, Permission.OWNERS_MANAGE)
        with pytest.raises(NotPossible):
            change_role(world.ada, "owner", by=None)
