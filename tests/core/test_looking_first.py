"""Who looks at new reports first is a setting: no name decides it, and nobody looks alone."""

import pytest

from tests.world import look_first
from turnout.core.people.actions.agreement import SET_UP_LASTS
from turnout.core.people.actions.teams import change_team, create_team, remove_member, remove_team
from turnout.core.people.errors import NotPossible
from turnout.core.people.looking_first import who_looks_first

pytestmark = pytest.mark.once


def test_another_name_changes_nothing_and_a_namesake_gets_nothing(world):
    team = look_first(world.bo, world.dee)
    change_team(team, name="Triage (old)", purpose="", by=world.gus)
    create_team("Triage", by=world.gus)
    assert who_looks_first() == [world.bo, world.dee]


def test_the_team_that_looks_first_is_not_removed(world):
    team = look_first(world.bo, world.dee)
    with pytest.raises(NotPossible, match="Choose another team"):
        remove_team(team, by=world.finn)


def test_once_set_up_at_least_two_stay_who_look(world, clock):
    team = look_first(world.bo, world.dee, world.gus)
    clock.forward(days=SET_UP_LASTS.days + 1)
    remove_member(team, world.bo, by=world.finn)
    with pytest.raises(NotPossible, match="at least two"):
        remove_member(team, world.dee, by=world.finn)
    assert who_looks_first() == [world.dee, world.gus]


def test_admins_look_first_while_nobody_else_does(world):
    look_first()
    assert who_looks_first() == [world.gus]
