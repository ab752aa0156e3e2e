"""The two ways in which work fails that we foresaw."""


class PermanentFailure(Exception):
    """Trying again won't help. The message is shown to an admin, so it holds no private text."""


class TemporaryFailure(Exception):
    """It may work later. The message is shown to an admin, so it holds no private text."""
