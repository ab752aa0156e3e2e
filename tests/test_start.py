"""`turnout start`: one command, two processes, and nothing left behind."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from tests.processes import ROOT, answers, children, free_port, start, surroundings, until

pytestmark = [
    pytest.mark.slow,
    pytest.mark.sqlite,  # it brings its own
]


SIGN_IN = """
import django
django.setup()
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from turnout.core.people.actions.founding import found_organization
from turnout.core.people.sessions import SessionStore

owner = found_organization(
    name="Here", timezone="UTC", owner_name="Finn", email="finn@example.org", password="four words in a row"
)
session = SessionStore()
session[SESSION_KEY] = owner.pk
session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
session[HASH_SESSION_KEY] = owner.get_session_auth_hash()
session.save()
print(session.session_key)
"""


class Install:
    """A running `turnout start` in a folder of its own."""

    def __init__(self, data: Path) -> None:
        self.data, self.port = data, free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = surroundings(data)
        self.process = start("start", "--no-demo", "--port", self.port, environment=self.environment)

    def sign_in(self) -> dict[str, str]:
        """Found the organization and answer its owner's session cookie."""
        made = subprocess.run(
            [sys.executable, "-c", SIGN_IN], cwd=ROOT, env=self.environment, capture_output=True, check=True
        )
        return {"turnout_session": made.stdout.decode().strip()}

    def answers(self) -> bool:
        return answers(self.address)

    def children(self) -> dict[str, int]:
        return children(self.data)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all of them: only the first has to make the tables."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture
def install(data: Path) -> Iterator[Install]:
    started = Install(data)
    try:
        until(lambda: len(started.children()) == 2 and started.answers(), "it never started")
        yield started
    finally:
        for pid in [started.process.pid, *started.children().values()]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        started.process.wait()


def test_it_stops_within_seconds_even_with_pages_open(install: Install) -> None:
    address, cookies = f"{install.address}/live?topic=home", install.sign_in()
    with httpx.Client(cookies=cookies) as browser, browser.stream("GET", address, timeout=30) as page:
        assert page.status_code == 200
        install.process.send_signal(signal.SIGINT)
        assert install.process.wait(timeout=60) == 0
    assert install.children() == {}


def test_a_process_that_dies_comes_back(install: Install) -> None:
    before = install.children()
    os.kill(before["worker"], signal.SIGKILL)
    until(
        lambda: install.children().get("worker", before["worker"]) != before["worker"],
        "the worker stayed away",
    )
    assert install.children()["web"] == before["web"]


def test_nothing_is_left_when_it_is_killed(install: Install) -> None:
    install.process.kill()
    install.process.wait()
    until(lambda: install.children() == {}, "a process was left behind", seconds=60)


def test_a_request_may_not_be_endless(install: Install) -> None:
    long = httpx.get(f"{install.address}/", headers={"X-Long": "x" * 100_000})
    assert long.status_code == 400
    with socket.create_connection(("127.0.0.1", install.port), timeout=60) as line:
        line.sendall(b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10000000000\r\n\r\n")
        assert b" 413 " in line.recv(100)


def test_odd_requests_do_no_harm(install: Install) -> None:
    half = b"POST /set-up/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 400\r\n\r\nname=Half"
    for _ in range(20):  # more than there are threads
        with socket.create_connection(("127.0.0.1", install.port), timeout=60) as line:
            line.sendall(half)
    with socket.create_connection(("127.0.0.1", install.port), timeout=60) as line:
        line.sendall(b"GET /health/live?q=\xff\xfe HTTP/1.1\r\nHost: 127.0.0.1\r\nA_b: c\r\n\r\n")
        assert line.recv(100).startswith(b"HTTP/1.1 ")
    assert install.answers()


def test_a_taken_port_is_told_in_a_sentence(install: Install, tmp_path: Path) -> None:
    second = subprocess.run(
        [
            sys.executable,
            "-m",
            "turnout",
            "start",
            "--port",
            str(install.port),
            "--data",
            str(tmp_path / "other"),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "turnout.config.settings"},
    )
    assert second.returncode == 1
    assert "Try another: --port" in second.stderr
