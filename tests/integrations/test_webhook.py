"""Webhooks: signed as Standard Webhooks says, through the one door."""

import base64
import hashlib
import hmac
import json

import pytest
from pytest_django import Settings

from tests.elsewhere import elsewhere
from turnout.core.connect.accounts import Account
from turnout.core.lib.encryption import Hidden
from turnout.core.lib.failures import PermanentFailure
from turnout.core.lib.http import BlockedAddress, TooManyRequests
from turnout.integrations.webhook.sending import deliver, signature

pytestmark = pytest.mark.once


def account(url: str, secret: str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw") -> Account:
    return Account("01J", "webhook", "Wiki", {"url": url, "secret": Hidden(secret)})


def test_the_other_side_can_tell_that_it_comes_from_here() -> None:
    with elsewhere() as there:
        deliver(account(there.url), key="msg_1", type="ping", data={"word": "grüß"})
    [(headers, body)] = there.heard
    signed = f"msg_1.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    wanted = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert (headers["webhook-id"], headers["webhook-signature"]) == ("msg_1", f"v1,{wanted}")
    assert json.loads(body)["type"] == "ping" and json.loads(body)["data"] == {"word": "grüß"}


def test_the_example_of_the_standard_is_signed_alike() -> None:
    """From the test vectors of its reference libraries."""
    secret = Hidden("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    signed = b'msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{"test": 2432232314}'
    assert signature(secret, signed) == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_who_is_asked_to_slow_down_knows_for_how_long() -> None:
    with elsewhere() as there:
        there.status, there.headers = 429, {"Retry-After": "90"}
        with pytest.raises(TooManyRequests) as asked:
            deliver(account(there.url), key="msg_1", type="ping", data={})
    assert asked.value.after.total_seconds() == 90


def test_no_webhook_looks_around_inside_our_network(settings: Settings) -> None:
    settings.ALLOW_PRIVATE_ADDRESSES = False
    with elsewhere() as there, pytest.raises(BlockedAddress):
        deliver(account(there.url), key="msg_1", type="ping", data={})
    assert there.heard == []


def test_a_secret_that_cant_be_used_is_said_without_saying_it() -> None:
    with pytest.raises(PermanentFailure) as refused:
        deliver(account("https://hooks.example.org", "whsec_not base64"), key="k", type="ping", data={})
    assert "not base64" not in str(refused.value)
