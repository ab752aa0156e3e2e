"""The guard of every door, where the web looks for it."""

from turnout.core.people.guard import SignedInRequest, counted_as, guard, open_to_anyone

__all__ = ["SignedInRequest", "counted_as", "guard", "open_to_anyone"]
