"""One signed request, as https://www.standardwebhooks.com describes it."""

import base64
import binascii
import hashlib
import hmac
import json
from typing import Any

from turnout.core.connect.accounts import Account
from turnout.core.lib import clock
from turnout.core.lib.encryption import Hidden
from turnout.core.lib.failures import PermanentFailure
from turnout.core.lib.http import Response, send

PREFIX = "whsec_"  # what follows is base64


def deliver(account: Account, *, key: str, type: str, data: dict[str, Any]) -> Response:
    """Send one event. `key` is the same for every try, so that the other side can tell a repeat."""
    secret = account.settings["secret"]
    if secret is None:
        raise PermanentFailure("there is no secret to sign with")
    at = clock.now()
    body = json.dumps({"type": type, "timestamp": at.isoformat(), "data": data}, ensure_ascii=False).encode()
    seconds = str(int(at.timestamp()))
    headers = {
        "Content-Type": "application/json",
        "webhook-id": key,
        "webhook-timestamp": seconds,
        "webhook-signature": signature(secret, f"{key}.{seconds}.".encode() + body),
    }
    return send("POST", account.settings["url"], headers=headers, content=body)


def signature(secret: Hidden, signed: bytes) -> str:
    digest = hmac.new(_key(secret.reveal()), signed, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"


def _key(words: str) -> bytes:
    if not words.startswith(PREFIX):
        return words.encode()
    try:
        return base64.b64decode(words.removeprefix(PREFIX), validate=True)
    except binascii.Error:
        raise PermanentFailure(f"the secret begins with {PREFIX} and isn't base64") from None
