"""What no browser would send, byte by byte, to the real server: it is refused, and the next one is served."""

import socket
from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from tests.chaos.house import House
from tests.drawing import chance_of

pytestmark = [pytest.mark.slow, pytest.mark.once, pytest.mark.drawn]

HEAD = b"POST /report/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"
HAND_MADE = [
    b"", b"\r\n\r\n", b"\x00" * 500, b"\x16\x03\x01\x02\x00\x01", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n",
    b"GET / HTTP/1.1\r\n\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"GET " + b"/a" * 60_000 + b" HTTP/1.1\r\n\r\n",
    b"GET /%ff%fe%00?%ff=%00 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    b"GET /\xff\xfe HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    b"GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    b"OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    b"CONNECT evil.example:443 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", b"GET / HTTP/1.1\r\nHost: \xff\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: turnout_session=" + b"\xff" * 40 + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n" + b"X: y\r\n" * 20_000,
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nA B: c\r\n\r\n",
    b"GET /live?topic=" + b"a&topic=" * 3000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    b"GET /live?since=%C2%B2.%C2%B2 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    HEAD + FORM + b"Content-Length: -1\r\n\r\n",
    HEAD + FORM + b"Content-Length: 99999999999999999999\r\n\r\nx",
    HEAD + FORM + b"Content-Length: abc\r\n\r\nx",
    HEAD + FORM + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
    HEAD + FORM + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    HEAD + FORM + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
    HEAD + FORM + b"Transfer-Encoding: chunked\r\n\r\n5\r\na=b&c\r\n0\r\n\r\n",
    HEAD + FORM + b"Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
    HEAD + FORM + b"Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n",
    HEAD + b"Content-Type: multipart/form-data; boundary=a\r\nContent-Length: 20\r\n\r\n--a\r\nX",
    HEAD + FORM + b"Expect: 100-continue\r\nContent-Length: 5\r\n\r\na=b&c",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
    b"GET /static/%2e%2e/%2e%2e/secret-key HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    b"GET /static/../secret-key HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
]  # fmt: skip
WHOLE = (
    b"POST /sign-in/?next=/a HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: csrftoken=" + b"c" * 32 + b"\r\n"
    b"X-CSRFToken: " + b"c" * 32 + b"\r\n" + FORM + b"Content-Length: 27\r\n\r\nemail=a%40b.c&password=xyz&"
)  # fmt: skip
MUTATED = 120


NUL_KEY = b'Cookie: turnout_session="' + rb"\000" * 9 + b'"'
LISTENED_TO = [
    "home",
    "incident:%00",
    "incident:" + "9" * 30,
    "person:%00",
    "%00",
    "%ff",
    "incident:%C2%B2",
    ":",
    "a" * 500,
]
PLACES = ["0.%C2%B2", "9" * 30 + ".1", "1." + "9" * 30, "%00", "-1.-1", "1.1.1", "0.0"]


def listening(session: str) -> list[bytes]:
    """Somebody who is signed in asks for streams that are none."""
    query = [f"topic={topic}" for topic in LISTENED_TO] + [f"topic=home&since={place}" for place in PLACES]
    head = f"HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: turnout_session={session}\r\n\r\n"
    return [f"GET /live?{each} {head}".encode() for each in query]


def say(port: int, words: bytes, patience: float = 0.3) -> bytes:
    """The head of what the server answers; empty where it hangs up or waits for the rest."""
    heard = b""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=patience) as line:
            line.sendall(words)
            while part := line.recv(65_536):
                heard += part
                if b"\r\n\r\n" in heard:
                    break
    except (TimeoutError, OSError):
        pass
    return heard


def mutated(chance: Random) -> bytes:
    """A sound request with a few bytes changed, left out or put in."""
    words = bytearray(WHOLE)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(words))
        what = chance.choice(
            [bytes([chance.randrange(256)]), b"", b"\r\n", b"\x00", b"%00", b"\xff" * 9, words[:at]]
        )
        words[at : at + chance.randint(0, 3)] = what
    return bytes(words)


def test_nothing_on_the_wire_breaks_it(
    make_house: Callable[..., House], record_property: Callable[[str, Any], None]
) -> None:
    house = make_house("house")
    house.seed()
    house.start("web")
    chance, answers = chance_of(7), Counter[str]()
    by_nobody = [
        b"GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n%s\r\n\r\n" % (at, NUL_KEY) for at in (b"/", b"/live")
    ]
    of_bo = listening(house.keys["bo"]["session"])
    for words in [*HAND_MADE, *by_nobody, *of_bo, *(mutated(chance) for _ in range(MUTATED))]:
        heard = say(house.port, words)
        status = heard.split(b" ", 2)[1].decode("latin-1") if heard.startswith(b"HTTP/") else "no answer"
        answers[status] += 1
        assert not status.startswith("5"), words[:300]
        assert house.keys["bo"]["session"].encode() not in heard and b"Traceback" not in heard
    assert say(house.port, b"GET /sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", 20).startswith(
        b"HTTP/1.1 200"
    )
    told = ", ".join(f"{count} × {status}" for status, count in sorted(answers.items()))
    record_property("count", f"on the wire: {answers.total()} malformed requests ({told}), none broke it")
