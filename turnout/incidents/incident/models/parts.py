"""In whose part something is written."""

from enum import StrEnum


class Direction(StrEnum):
    """In whose part a message is written, where it isn't simply a colleague's."""

    FROM_REPORTER = "from_reporter"
    TO_REPORTER = "to_reporter"
