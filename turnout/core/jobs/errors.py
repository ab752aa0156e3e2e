"""How work fails, and what may be told about it."""

import traceback

from turnout.core.lib.failures import PermanentFailure, TemporaryFailure

__all__ = ["PermanentFailure", "TemporaryFailure", "describe"]


def describe(error: BaseException) -> str:
    """One line for admins and logs: our own errors in full, any other as its type and place only.

    Messages of foreign exceptions can hold what people wrote; they stay out.
    """
    if isinstance(error, PermanentFailure | TemporaryFailure):
        return str(error)[:500]
    frames = traceback.extract_tb(error.__traceback__)
    where = f" at {frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{where}"[:500]
