"""How things fail that we foresaw: a verb that says no, work that can or can't be tried again."""

from datetime import timedelta


class PermanentFailure(Exception):
    """Trying again won't help. The message is shown to an admin, so it holds no private text."""


class TemporaryFailure(Exception):
    """It may work later, and not before `after` has passed. The message is shown to an admin, so it holds no
    private text."""

    def __init__(self, message: str, *, after: timedelta = timedelta(0)) -> None:
        super().__init__(message)
        self.after = after


class NotPossible(Exception):
    """A verb says no. The message tells a person why and what to do; it is shown as it is."""
