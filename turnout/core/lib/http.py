"""The one door for outgoing HTTP: bounded in time and size, and closed to addresses inside our network."""

import ipaddress
import json
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
from django.conf import settings

from turnout.core.lib import clock
from turnout.core.lib.failures import PermanentFailure, TemporaryFailure

TIMEOUT = httpx.Timeout(10, connect=5)
WHOLE = 30.0  # seconds that an answer may take in all, however steadily it drips
LONGEST_ANSWER = 1024 * 1024
REDIRECTS = 3
WORTH_ANOTHER_TRY = {408, 425}
# Addresses that count as public, but reach into a cloud's own machinery or a site, or carry an inner address.
INNER = [
    ipaddress.ip_network(net)
    for net in (
        "168.63.129.16/32", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "::/96", "::ffff:0:0:0/96",
        "fec0::/10",
    )
]  # fmt: skip


LONGEST_WAIT = timedelta(days=1)
NOT_LET_IN = {401, 403}


class BlockedAddress(PermanentFailure):
    """The address is one Turnout doesn't call."""


class NotLetIn(PermanentFailure):
    """The other side knows us no longer, or never allowed this: a person has to look at the connection."""


class TooManyRequests(TemporaryFailure):
    """The other side asks us to slow down, and `after` says for how long."""


@dataclass(frozen=True)
class Response:
    """What the other side said: always a success, anything else was raised."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)

    def json(self) -> Any:
        try:
            return json.loads(self.body)
        except ValueError:
            raise PermanentFailure("the answer is not JSON") from None


def send(
    method: str,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    json: Any = None,
    content: bytes | None = None,
    params: Mapping[str, str] | None = None,
    idempotency_key: str | None = None,
    max_bytes: int = LONGEST_ANSWER,
) -> Response:
    """Send one request and answer what came back.

    Raises TemporaryFailure where another try may work (no connection, 5xx), TooManyRequests for 429 and for
    whatever says Retry-After; NotLetIn for 401 and 403, PermanentFailure for all else.
    Only a GET follows redirects, and each hop's address is looked at anew.
    """
    if settings.DEMO:
        raise BlockedAddress("this is a demo: nothing leaves it")
    sent = {"User-Agent": "Turnout", "Accept-Encoding": "identity", **(headers or {})}
    if idempotency_key:
        sent["Idempotency-Key"] = idempotency_key
    # No proxy and no netrc from the environment: then the address would be another's to choose.
    with httpx.Client(
        transport=PinnedTransport(),
        timeout=TIMEOUT,
        trust_env=False,
        follow_redirects=method.upper() == "GET",
        max_redirects=REDIRECTS,
    ) as client:
        try:
            request = client.build_request(
                method, url, headers=sent, json=json, content=content, params=params
            )
            return _exchange(client, request, max_bytes)
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, httpx.TooManyRedirects) as error:
            raise PermanentFailure(f"the address can't be called: {type(error).__name__}") from None
        except httpx.TransportError as error:
            raise TemporaryFailure(f"no answer: {type(error).__name__}") from None


def _exchange(client: httpx.Client, request: httpx.Request, max_bytes: int) -> Response:
    until = time.monotonic() + WHOLE
    answer = client.send(request, stream=True)
    try:
        _judge(answer)
        if answer.headers.get("Content-Encoding", "identity") != "identity":
            raise PermanentFailure("answered compressed, unasked")  # a small answer could unfold without end
        body = bytearray()
        for part in answer.iter_raw():
            body += part
            if len(body) > max_bytes:
                raise PermanentFailure(f"the answer is longer than {max_bytes} bytes")
            if time.monotonic() > until:
                raise TemporaryFailure("the answer took too long")
        return Response(answer.status_code, bytes(body), dict(answer.headers))
    finally:
        answer.close()


def _judge(answer: httpx.Response) -> None:
    status, said = answer.status_code, f"answered {answer.status_code}"
    if status == 429 or (status == 503 and "Retry-After" in answer.headers):
        raise TooManyRequests(said, after=wait_asked_for(answer.headers.get("Retry-After", "")))
    if status >= 500 or status in WORTH_ANOTHER_TRY:
        raise TemporaryFailure(said)
    if status in NOT_LET_IN:
        raise NotLetIn(f"{said}: the secret or its permissions no longer hold there")
    if status >= 300:
        raise PermanentFailure(said)


def wait_asked_for(retry_after: str) -> timedelta:
    """How long a Retry-After header asks us to wait, in seconds or until a date; at most a day."""
    if retry_after.strip().isdecimal():
        wait = timedelta(seconds=min(int(retry_after.strip()[:9]), 10**6))
    else:
        try:
            wait = parsedate_to_datetime(retry_after) - clock.now()
        except (TypeError, ValueError):
            return timedelta(0)
    return min(max(wait, timedelta(0)), LONGEST_WAIT)


class PinnedTransport(httpx.BaseTransport):
    """Connects to exactly the address that was looked at.

    Were the name looked up again for connecting, it could by then lead inside. The name still goes into the
    Host header and is what the certificate is checked against.
    """

    def __init__(self) -> None:
        self.inner = httpx.HTTPTransport(trust_env=False)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        if url.scheme not in {"http", "https"}:
            raise httpx.UnsupportedProtocol("not http")
        address = _address_of(url.host, url.port or (443 if url.scheme == "https" else 80))
        pinned = httpx.Request(
            request.method,
            url.copy_with(host=address),
            headers=request.headers,
            stream=request.stream,
            extensions={**request.extensions, "sni_hostname": url.host},
        )
        return self.inner.handle_request(pinned)

    def close(self) -> None:
        self.inner.close()


def _address_of(host: str, port: int) -> str:
    """The address to connect to. One inner address among those of a name refuses the name."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise TemporaryFailure("the name of the address was not found") from None
    addresses = [str(each[4][0]).partition("%")[0] for each in found]
    if not settings.ALLOW_PRIVATE_ADDRESSES and any(map(is_private_address, addresses)):
        raise BlockedAddress(
            "the address is inside a private network; TURNOUT_ALLOW_PRIVATE_ADDRESSES=yes would allow it"
        )
    return addresses[0]


def is_private_address(address: str) -> bool:
    """Private, loopback, link-local, a cloud's metadata, multicast: anything but the public internet."""
    parsed = ipaddress.ip_address(address)
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    return not parsed.is_global or parsed.is_multicast or any(parsed in net for net in INNER)
