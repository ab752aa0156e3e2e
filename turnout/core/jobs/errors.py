"""How work fails, and what may be told about it."""

import traceback


class PermanentFailure(Exception):
    """Trying again won't help. The message is shown to an admin, so it holds no private text."""


class TemporaryFailure(Exception):
    """It may work later. The message is shown to an admin, so it holds no private text."""


def describe(error: BaseException) -> str:
    """One line for admins and logs: our own errors in full, any other as its type and place only.

    Messages of foreign exceptions can hold what people wrote; they stay out.
    """
    if isinstance(error, PermanentFailure | TemporaryFailure):
        return str(error)[:500]
    frames = traceback.extract_tb(error.__traceback__)
    where = f" at {frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{where}"[:500]
