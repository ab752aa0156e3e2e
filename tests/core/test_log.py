"""Logs say what happened and where, and never what people wrote."""

import json
import logging
import threading
from collections.abc import Iterator

import pytest
import structlog

from turnout.core.lib import log


@pytest.fixture(autouse=True)
def as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for logger in (
        logging.getLogger(name) for name in ("django", "django.request")
    ):  # whatever was done to them
        monkeypatch.setattr(logger, "disabled", False)
        monkeypatch.setattr(logger, "propagate", True)
        logger.setLevel(logging.NOTSET)
    handlers, level = logging.getLogger().handlers[:], logging.getLogger().level
    hook = threading.excepthook
    yield
    structlog.reset_defaults()
    threading.excepthook = hook
    logging.getLogger().handlers[:] = handlers
    logging.getLogger().setLevel(level)


def lines(said: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in said.readouterr().err.splitlines()]


def test_a_line_carries_the_request_it_belongs_to(capsys: pytest.CaptureFixture[str]) -> None:
    log.configure("json")
    with structlog.contextvars.bound_contextvars(request_id="r1"):
        structlog.get_logger("turnout.x").info("done", count=3)
        logging.getLogger("another.library").warning("careful")
    first, second = lines(capsys)
    assert (first["event"], first["count"], first["request_id"], first["level"]) == ("done", 3, "r1", "info")
    assert (second["event"], second["logger"], second["request_id"]) == ("careful", "another.library", "r1")


def test_an_exception_is_told_without_its_message(capsys: pytest.CaptureFixture[str]) -> None:
    log.configure("json")
    try:
        raise ValueError("Ada's private words")
    except ValueError:
        logging.getLogger("library").exception("it failed")
        structlog.get_logger("turnout.x").exception("it failed too")
    for line in lines(capsys):
        assert line["error"] == "ValueError"
        assert "test_an_exception_is_told_without_its_message" in str(line["places"])
        assert "private" not in str(line)


def test_a_failed_request_is_told_without_its_address(capsys: pytest.CaptureFixture[str]) -> None:
    log.configure("json")
    quiet = {"status_code": 404}
    logging.getLogger("django.request").warning("Not Found: %s", "/secret-name", extra=quiet)
    logging.getLogger("django.request").error("Error: %s", "/secret-name", extra={"status_code": 500})
    [line] = lines(capsys)
    assert line["event"] == "request failed"
    assert "secret-name" not in str(line)
