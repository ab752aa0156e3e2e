"""The scene itself."""

from tests.clock import Clock
from tests.world import World


def test_everybody_is_there_and_nothing_is_owed(world: World, clock: Clock) -> None:
    before = clock.now()
    assert world.finn.role == "owner"
    assert (clock.forward(minutes=30) - before).total_seconds() == 1800
