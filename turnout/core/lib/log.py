"""Logs: one line per happening, for people (console) or machines (JSON), without what people wrote.

Exceptions are logged as their type and the places they passed, never with their message or local variables:
a database error quotes the row it choked on.
"""

import logging
import sys
import threading
import traceback
from typing import Any

import structlog

LAST_PLACES = 8


def places(error: BaseException) -> list[str]:
    """Where an exception passed, innermost last: file:line function."""
    frames = traceback.extract_tb(error.__traceback__)[-LAST_PLACES:]
    return [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]


def _short(path: str) -> str:
    for mark in ("/site-packages/", "/turnout/"):
        if mark in path:
            return (
                path.rsplit(mark, 1)[1] if mark == "/site-packages/" else f"turnout/{path.rsplit(mark, 1)[1]}"
            )
    return path.rsplit("/", 1)[-1]


def _raised(value: Any) -> BaseException | None:
    if isinstance(value, BaseException):
        return value
    if isinstance(value, tuple):
        error: BaseException | None = value[1]
        return error
    return sys.exc_info()[1] if value else None


def without_private_text(
    logger: Any, method: str, line: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Turn exc_info into its type and places."""
    error = _raised(line.pop("exc_info", None))
    if error is not None:
        line["error"] = type(error).__name__
        line["places"] = places(error)
    return line


class OwnWords(logging.Filter):
    """What libraries say is kept without its arguments: those hold addresses, headers, errors in full."""

    MADE_UP = {"django.request": "request failed", "django.security": "request refused", "asyncio": "loop"}

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.msg, dict):  # ours, by structlog
            return True
        if record.name == "django.request" and getattr(record, "status_code", 500) < 500:
            return False  # the request line says so already
        record.args = ()
        for name, words in self.MADE_UP.items():  # these put arguments into the words
            if record.name == name or record.name.startswith(f"{name}."):
                record.msg = words
        return True


def _thread_died(died: threading.ExceptHookArgs) -> None:
    """Python would print the error with its message."""
    logging.getLogger("turnout.thread").error("a thread died", exc_info=died.exc_value)


def configure(form: str = "console", level: int = logging.INFO) -> None:
    """Send structlog's and the standard library's records through one line format to standard error."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        without_private_text,
    ]
    last: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
        )
    )
    handler.addFilter(OwnWords())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    logging.raiseExceptions = False  # a line that can't be written would be told in full, error and all
    threading.excepthook = _thread_died
    for chatty in ("httpx", "httpcore", "mail.log", "asyncio"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=True,
    )
