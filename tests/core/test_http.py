"""The one door for outgoing HTTP, against a real server."""

import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from tests.processes import free_port
from turnout.core.jobs.lease import next_try
from turnout.core.lib import http
from turnout.core.lib.clock import now, stop_at
from turnout.core.lib.failures import PermanentFailure, TemporaryFailure
from turnout.core.lib.http import (
    BlockedAddress,
    NotLetIn,
    TooManyRequests,
    is_private_address,
    send,
    wait_asked_for,
)

pytestmark = pytest.mark.once


class Elsewhere(BaseHTTPRequestHandler):
    heard: list[dict[str, str]] = []

    def do_GET(self) -> None:
        self.heard.append({"path": self.path, **dict(self.headers)})
        status = int(self.path.strip("/").split("/")[0] or 200)
        body = b"x" * 3000 if "long" in self.path else b'{"ok": true}'
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/200/")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def elsewhere(settings: Any) -> Iterator[str]:
    settings.ALLOW_PRIVATE_ADDRESSES = True
    Elsewhere.heard = []
    server = ThreadingHTTPServer(("127.0.0.1", free_port()), Elsewhere)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_it_sends_and_answers(elsewhere: str) -> None:
    answer = send("POST", f"{elsewhere}/200/", json={"a": 1}, idempotency_key="k1")
    assert answer.json() == {"ok": True}
    assert Elsewhere.heard[0]["Idempotency-Key"] == "k1"
    assert Elsewhere.heard[0]["Host"].startswith("localhost:")  # though the connection went to an address


def test_a_redirect_is_followed_for_a_get_only(elsewhere: str) -> None:
    assert send("GET", f"{elsewhere}/302/").status == 200
    with pytest.raises(PermanentFailure):
        send("POST", f"{elsewhere}/302/")


@pytest.mark.parametrize(
    ("status", "failure"),
    [(404, PermanentFailure), (401, NotLetIn), (429, TooManyRequests), (503, TemporaryFailure)],
)
def test_failures_say_whether_another_try_may_work(
    elsewhere: str, status: int, failure: type[Exception]
) -> None:
    with pytest.raises(failure):
        send("POST", f"{elsewhere}/{status}/")


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120),
        ("Fri, 02 Jan 2026 00:01:00 GMT", 60),
        ("Thu, 01 Jan 2026 00:00:00 GMT", 0),
        ("soon", 0),
        ("9" * 40, 86400),
    ],
)
def test_how_long_to_wait_is_read_and_bounded(said: str, seconds: int) -> None:
    stop_at(datetime(2026, 1, 2, tzinfo=UTC))
    try:
        assert wait_asked_for(said).total_seconds() == seconds
    finally:
        stop_at(None)


def test_nothing_is_tried_again_before_the_other_side_wants_it() -> None:
    busy = TemporaryFailure("answered 429", after=timedelta(hours=2))
    assert next_try(1, busy) - now() > timedelta(minutes=119)
    assert next_try(1, TemporaryFailure("answered 500")) - now() < timedelta(seconds=10)


def test_an_answer_may_not_be_endless(elsewhere: str) -> None:
    with pytest.raises(PermanentFailure, match="longer"):
        send("GET", f"{elsewhere}/200/long", max_bytes=1000)


def test_nobody_listening_may_be_better_later(settings: Any) -> None:
    settings.ALLOW_PRIVATE_ADDRESSES = True
    with pytest.raises(TemporaryFailure):
        send("GET", f"http://127.0.0.1:{free_port()}/")


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "169.254.169.254", "10.1.2.3", "0x7f000001"]
)
def test_our_own_network_is_never_called(elsewhere: str, settings: Any, host: str) -> None:
    settings.ALLOW_PRIVATE_ADDRESSES = False
    with pytest.raises(BlockedAddress):
        send("GET", f"http://{host}:{elsewhere.rpartition(':')[2]}/200/")
    assert Elsewhere.heard == []


def test_a_name_that_answers_differently_the_second_time_gains_nothing(
    elsewhere: str, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The attack by rebinding: public when it is looked at, inside when it is connected to."""
    settings.ALLOW_PRIVATE_ADDRESSES = False
    asked: list[str] = []
    real = socket.getaddrinfo

    def lookup(host: str, port: int, *args: Any, **more: Any) -> Any:
        if host != "rebound.example":
            return real(host, port, *args, **more)
        asked.append(host)
        return real("127.0.0.2" if len(asked) == 1 else "127.0.0.1", port, *args, **more)

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    monkeypatch.setattr(
        http, "is_private_address", lambda address: is_private_address(address) and address != "127.0.0.2"
    )
    with pytest.raises(TemporaryFailure):
        send("GET", f"http://rebound.example:{elsewhere.rpartition(':')[2]}/200/")
    assert (asked, Elsewhere.heard) == (["rebound.example"], [])


@pytest.mark.parametrize(
    "address",
    "192.168.1.1 172.16.0.1 100.100.100.200 168.63.129.16 224.0.0.1 0.0.0.0 :: fe80::1 fd00:ec2::254 "
    "::ffff:10.0.0.1 64:ff9b::7f00:1 2002:7f00:1:: ::7f00:1 ::ffff:0:a00:1 fec0::1 64:ff9b:1::a00:1".split(),
)
def test_inner_addresses_are_known_for_what_they_are(address: str) -> None:
    assert is_private_address(address)
    assert not is_private_address("93.184.215.14")


def test_nothing_leaves_a_demo(elsewhere: str, settings: Any) -> None:
    settings.DEMO = True
    with pytest.raises(BlockedAddress, match="demo"):
        send("POST", f"{elsewhere}/200/")
    assert Elsewhere.heard == []


def test_only_http_is_spoken() -> None:
    with pytest.raises(PermanentFailure):
        send("GET", "file:///etc/passwd")
