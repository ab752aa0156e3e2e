"""What of incidents a blueprint can set, and by which verbs. Each module registers its kinds."""

from turnout.incidents.blueprint import grid, kinds, lives, telling, times

__all__ = ["grid", "kinds", "lives", "telling", "times"]
