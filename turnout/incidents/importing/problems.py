"""Why an import can't begin, why a row can't come in, and what to know about one that did."""

from dataclasses import dataclass


class CannotImport(Exception):
    """The file, or what was asked for, makes no sense as a whole. The message says what to do."""


class Unusable(Exception):
    """This row can't come in; the message is the reason."""


@dataclass(frozen=True)
class Finding:
    """Something about one row that its owner should know: it stayed out, or came in changed."""

    line: int
    id: str
    reason: str
    rejected: bool
