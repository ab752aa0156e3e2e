"""Short texts for addresses that tell nothing: who holds one can't read what it stands for, nor make one."""

import base64
import binascii
import secrets
from datetime import timedelta

from django.core import signing
from django.utils.crypto import salted_hmac

LONGEST = 32  # bytes: as many as one digest covers
NONCE = 12


def hide(text: str, *, salt: str) -> str:
    """An address for this text, another one each time. Up to LONGEST bytes."""
    said = text.encode()
    if len(said) > LONGEST:
        raise ValueError(f"{len(said)} bytes are too many to hide")
    nonce = secrets.token_bytes(NONCE)
    hidden = base64.urlsafe_b64encode(nonce + _mixed(said, nonce, salt)).decode()
    return signing.TimestampSigner(salt=salt).sign(hidden)


def reveal(hidden: str, *, salt: str, good_for: timedelta) -> str:
    """The text. Raises django.core.signing.BadSignature for one that is wrong or too old."""
    signed = signing.TimestampSigner(salt=salt).unsign(hidden, max_age=good_for)
    try:
        raw = base64.urlsafe_b64decode(signed)
        return _mixed(raw[NONCE:], raw[:NONCE], salt).decode()
    except (binascii.Error, UnicodeDecodeError):
        raise signing.BadSignature("signed, but nothing we hid") from None


def _mixed(text: bytes, nonce: bytes, salt: str) -> bytes:
    """The text with a digest of the nonce over it: doing it again takes it off."""
    cover = salted_hmac(f"{salt}.cover", nonce, algorithm="sha256").digest()
    return bytes(one ^ other for one, other in zip(text, cover, strict=False))
