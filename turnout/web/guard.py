"""The guard of every door, where the web looks for it."""

from turnout.core.people.guard import SignedInRequest, guard, open_to_anyone

__all__ = ["SignedInRequest", "guard", "open_to_anyone"]
