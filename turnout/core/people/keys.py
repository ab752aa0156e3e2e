"""Secrets that open something: made long and random, kept only as a hash."""

import hashlib
import secrets


def new_key(prefix: str = "") -> str:
    return prefix + secrets.token_urlsafe(32)


def digest_of(key: str) -> str:
    """A plain hash is enough: nobody guesses 256 random bits, so there is nothing to slow down."""
    return hashlib.sha256(key.encode()).hexdigest()
