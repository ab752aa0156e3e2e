"""Receipt codes: with one, somebody nobody knows comes back to what they raised."""

import base64

from django.utils.crypto import salted_hmac

LETTERS = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without those people mistake for one another
_TO_OURS = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", LETTERS)
BYTES = 15  # 120 bits: nobody guesses one


def code_for(token: str) -> str:
    """The code of what a form with this token raised: 24 letters.

    Made from the token and the key of the install, so that a form sent again, because its answer was lost,
    is answered with the same code. Neither is kept: of the code only a hash.
    """
    secret = salted_hmac("incidents.receipt", token, algorithm="sha256").digest()[:BYTES]
    return base64.b32encode(secret).translate(_TO_OURS).decode()


def tidy(code: str) -> str:
    """As it was given out: without spaces and dashes, and with the letters people mistake put right."""
    kept = "".join(each for each in code.upper()[:100] if each.isalnum())
    return kept.translate(str.maketrans("OIL", "011"))
