"""Names of people, teams and the organization, as they may be kept and shown anywhere."""

import unicodedata


def tidy(name: str) -> str:
    """On one line, without characters that can't be seen but turn or hide the words around them."""
    visible = "".join(letter if _is_shown(letter) else " " for letter in unicodedata.normalize("NFC", name))
    return " ".join(visible.split())


def _is_shown(letter: str) -> bool:
    # Joiners are part of some scripts' spelling; the other format characters (bidi overrides …) are tricks.
    return unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co"} or letter in "\u200c\u200d"
