"""Before the settings are read: a data folder of this process's own and, if wanted, a PostgreSQL."""

import os
import shutil
import signal
import tempfile
from collections.abc import Generator
from contextlib import ExitStack

import pytest

from tests import drawing, made_once, order, postgres

_kept = ExitStack()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None, None, None]:
    os.environ["TURNOUT_DATA"] = tempfile.mkdtemp(prefix="turnout-test-")
    _kept.callback(shutil.rmtree, os.environ["TURNOUT_DATA"], ignore_errors=True)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # told to stop: end what was started, too
    os.mkdir(os.path.join(os.environ["TURNOUT_DATA"], "static"))
    os.environ["TURNOUT_SECRETS_KEY_FILE"] = os.path.join(os.environ["TURNOUT_DATA"], "secrets-key")
    made_once.home()  # so that workers share it
    wanted = os.environ.get("TURNOUT_TEST_DATABASE", "sqlite")
    if wanted == "sqlite":
        os.environ.pop("DATABASE_URL", None)
    elif "PYTEST_XDIST_WORKER" not in os.environ:  # workers use the one of the process that started them
        if not postgres.is_installed():
            raise pytest.UsageError("PostgreSQL isn't installed here (Debian: apt-get install postgresql)")
        os.environ["DATABASE_URL"] = _kept.enter_context(postgres.cluster())
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"  # Playwright keeps a loop in the thread the tests run in
    for name in ("TURNOUT_DEMO", "TURNOUT_DEBUG", "TURNOUT_URL", "TURNOUT_HOSTS", "TURNOUT_SMTP_URL"):
        os.environ.pop(name, None)
    drawing.settle_cases()
    return (yield)


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(drawing)
    config.pluginmanager.register(order)


def pytest_unconfigure() -> None:
    _kept.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What tests counted: `record_property("count", "fuzz: 2,000 requests")`; and cases they found."""
    for report in [*terminalreporter.stats.get("passed", []), *terminalreporter.stats.get("failed", [])]:
        for name, said in report.user_properties:
            if name == "count" and report.when == "call":
                terminalreporter.write_line(said)
            if name == "found":
                terminalreporter.write_line(f"A new case. Put this above {report.nodeid}:\n{said}")
