"""What of incidents a blueprint can set, and by which verbs. Each module registers its kinds."""

from turnout.incidents.blueprint import asking, grid, kinds, lives, telling, times

__all__ = ["asking", "grid", "kinds", "lives", "telling", "times"]
