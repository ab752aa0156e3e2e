"""What of incidents a blueprint can set, and by which verbs. Each module registers its kinds."""

from turnout.incidents.blueprint import asking, intake, kinds, steps, telling

__all__ = ["asking", "intake", "kinds", "steps", "telling"]
