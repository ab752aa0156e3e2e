"""Short texts for addresses that tell nothing: who holds one can't read what it stands for, nor make one."""

import base64
from datetime import timedelta

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.signing import BadSignature
from django.utils.encoding import force_bytes

from turnout.core.lib import clock


def hide(text: str, *, salt: str) -> str:
    """An address for this text, another one each time."""
    return _ring(salt).encrypt_at_time(text.encode(), _now()).decode().rstrip("=")


def reveal(hidden: str, *, salt: str, good_for: timedelta) -> str:
    """The text. Raises django.core.signing.BadSignature for one that is wrong or too old."""
    padded = hidden + "=" * (-len(hidden) % 4)
    try:
        return _ring(salt).decrypt_at_time(padded.encode(), int(good_for.total_seconds()), _now()).decode()
    except (InvalidToken, UnicodeError):
        raise BadSignature("not of ours, or too old") from None


def _ring(salt: str) -> MultiFernet:
    """Keys for this use alone, of the install's secret and of those it had before."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([_fernet(force_bytes(secret), salt) for secret in secrets])


def _fernet(secret: bytes, salt: str) -> Fernet:
    key = HKDF(SHA256(), length=32, salt=None, info=f"turnout opaque {salt}".encode()).derive(secret)
    return Fernet(base64.urlsafe_b64encode(key))


def _now() -> int:
    return int(clock.now().timestamp())
