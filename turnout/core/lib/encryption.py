"""Words kept unreadable in the database: AES-256-GCM, with the place they are kept at bound in."""

import base64
import binascii
import secrets
from typing import Any, NoReturn

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from turnout.core.lib.keyring import NoKey, key_named, key_to_encrypt

FORM = "1"  # of what is kept: form, the key's id, nonce and ciphertext
NONCE = 12  # bytes


class Unreadable(Exception):
    """What is kept can't be read: its key isn't here, or it was changed or moved."""


class Hidden:
    """Words that show up nowhere by accident: not printed, not logged, not written as JSON or pickled."""

    __slots__ = ("_words",)

    def __init__(self, words: str) -> None:
        self._words = words

    def reveal(self) -> str:
        """The words themselves. Call it where they are used, and keep the result nowhere."""
        return self._words

    def __repr__(self) -> str:
        return "Hidden(…)"

    def __bool__(self) -> bool:
        return bool(self._words)

    def __reduce__(self) -> NoReturn:
        raise TypeError("what is hidden isn't handed on")

    def __eq__(self, other: Any) -> bool:
        return isinstance(other, Hidden) and secrets.compare_digest(
            self._words.encode(), other._words.encode()
        )

    __hash__ = None  # type: ignore[assignment]


def encrypt(words: str, *, place: str) -> str:
    """The words as they may be kept. `place` names table, row and column; it is needed to read them again, so
    that no row's words can be put into another. Raises NoKey."""
    key, nonce = key_to_encrypt(), secrets.token_bytes(NONCE)
    sealed = AESGCM(key.secret).encrypt(nonce, words.encode(), place.encode())
    return f"{FORM}.{key.id}.{base64.urlsafe_b64encode(nonce + sealed).decode()}"


def decrypt(kept: str, *, place: str) -> Hidden:
    """The words. Raises Unreadable."""
    form, _dot, rest = kept.partition(".")
    key_id, _dot, text = rest.partition(".")
    try:
        raw = base64.urlsafe_b64decode(text)
        if form != FORM or len(raw) <= NONCE:
            raise Unreadable("it isn't what was kept")
        return Hidden(
            AESGCM(key_named(key_id).secret).decrypt(raw[:NONCE], raw[NONCE:], place.encode()).decode()
        )
    except NoKey as error:
        raise Unreadable(str(error)) from None
    except (InvalidTag, binascii.Error, UnicodeDecodeError):
        raise Unreadable("it was changed, moved or encrypted with another key") from None


def key_id_of(kept: str) -> str:
    """The id of the key that this was encrypted with."""
    return kept.split(".", 2)[1] if kept.count(".") >= 2 else ""
